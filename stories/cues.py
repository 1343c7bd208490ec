"""The words by which reports say where they have their news from: a table for each language.

Phrases are parted by "|". A cue counts where it stands beside a source's name, with nothing between them but
words that are `between`: "according to | the state-run news agency | SANA". Spelling variants are folded.
"""

from dataclasses import dataclass

from news.texts import folded_words

Phrase = tuple[str, ...]
_NONE: frozenset[Phrase] = frozenset()


@dataclass(frozen=True, slots=True)
class Cues:
    """What speaks for an attribution in one language, and against it; each a set of folded phrases."""

    between: frozenset[Phrase] = _NONE  # words that may part a cue from the name
    before: frozenset[Phrase] = _NONE  # "according to Reuters"
    after: frozenset[Phrase] = _NONE  # "Reuters reported"
    ending: frozenset[Phrase] = _NONE  # before a name that ends its sentence: "..., says Reuters"
    later: frozenset[Phrase] = _NONE  # verbs that end a clause which the name begins: "Reuters, ... bildirdi"
    like: frozenset[Phrase] = _NONE  # before a name with such a verb later on: "wie Reuters ... berichtet"
    told: frozenset[Phrase] = _NONE  # before the name: "told Reuters"
    told_after: frozenset[Phrase] = _NONE  # after it: "Reuters'a konuşan"
    whom: frozenset[Phrase] = _NONE  # around the name, the verb anywhere: "ji Rûdawê re"
    whom_after: frozenset[Phrase] = _NONE
    to: frozenset[Phrase] = _NONE  # before the name, `speaking` further off: "sagte gestern der"
    speaking: frozenset[Phrase] = _NONE
    staff: frozenset[Phrase] = _NONE  # before the name after all that: "a photographer of Reuters"
    objects: frozenset[Phrase] = _NONE  # after the name, so that it is no news: "told Reuters journalists to"
    against: frozenset[Phrase] = _NONE  # shortly before: "denied a Reuters report"
    past: frozenset[Phrase] = _NONE  # shortly after: "Reuters reported last month" is background
    credit: frozenset[Phrase] = _NONE  # before the name in a line of credit: "first published by Reuters"
    credit_first: frozenset[Phrase] = _NONE  # the same, where it begins its line: "Source: Reuters"
    credit_after: frozenset[Phrase] = _NONE  # behind it: "Reuters contributed to this report"


def _table(**phrases: str) -> Cues:
    """Return the table of these phrases, folded as texts are."""
    split = {name: text.split("|") for name, text in phrases.items()}
    return Cues(**{name: frozenset(tuple(folded_words(p)) for p in found) for name, found in split.items()})


_ENGLISH = _table(
    between="the|a|an|its|also|first|exclusively|has|have|had|later|earlier|on|in|and|news|agency"
    "|newspaper|daily|channel|tv|television|network|website|site|outlet|broadcaster|radio|report|reports"
    "|reporting|by|from|source|sources|state|run|owned|linked|affiliated|based|pro|government|opposition"
    "|official|semi|private|local|arabic|english|language|pan|arab|syrian|turkish|kurdish|russian"
    "|lebanese|iraqi|iranian|qatari|saudi|israeli|french|german|british|us|american|london|britain|uk"
    "|qamishli|damascus|ankara|war|monitor|monitoring|group|correspondent|correspondents|reporter"
    "|reporters|journalist|journalists|monday|tuesday|wednesday|thursday|friday|saturday|sunday",
    before="according to|as reported by|reported by|quoted by|cited by|carried by|published by"
    "|released by|citing|quoting|report by|reports by|footage by|obtained by|seen by|verified by|per"
    "|excerpt from",
    after="citing|which reported|which first reported|reported|reports|said|says|wrote|writes|quoted"
    "|quotes|cited|cites|revealed|has learned|has learnt|learned|claimed|claims|documented|recorded"
    "|confirmed|announced|added|noted|put the|counted|is reporting",
    ending="says|said|reports|reported",
    told="told|speaking exclusively to|speaking to|spoke to|spoken to|interview with|interview to"
    "|interviewed by|statement to|statements to|comments to|remarks to|talking to|talked to|informed",
    to="to",
    speaking="said|stated|confirmed|explained|spoke|revealed|added|disclosed",
    staff="journalist|journalists|photographer|photographers|reporter|reporters|cameraman|fled|went"
    "|belonging|belongs|according",
    objects="journalists to|reporters to|staff|crew|photographer|photographers|cameraman|office|offices"
    "|bureau|headquarters|building|employees|team",
    against="denied|denies|deny|denying|dismissed|dismissing|rejected|rejects|refuted|false",
    past="last year|last month|years ago|months ago|last week|in 2019|in 2020|in 2021|in 2022|in 2023",
    credit="reporting by|report via|courtesy of|first published by|originally published by|first appeared on"
    "|originally appeared on",
    credit_first="source|sources|via|with|from|credit|copyright|published by",
    credit_after="contributed",
)
_ARABIC = _table(
    between="وكالة|الوكالة|انباء|الانباء|للأنباء|صحيفة|الصحيفة|جريدة|قناة|شبكة|موقع|تلفزيون|التلفزيون"
    "|إذاعة|مراسل|مراسلة|مراسلو|مراسلي|الرسمية|السورية|السوري|التركية|الكردية|الروسية|الفرنسية|اللبنانية"
    "|القطرية|السعودية|الأمريكية|الأميركية|البريطانية|العراقية|الإيرانية|الإسرائيلية|المحلية|المحلي|شبه"
    "|تقرير|خبر|ل|منصة|مصادر|مصدر|مديرة|مدير|الاخبارية|الإلكتروني",
    before="وفق|وفقا|بحسب|حسب|حسبما|نقلا عن|نقل عن|ناقلا عن|ذكرت|ذكر|ذكرته|أفادت|أفاد|أفادت به|أوردت|أورد"
    "|أوردته|نشرت|نشر|نشرته|نشره|كشفت|نقلت|نقل|نقلته|نقلته عن|أعلنت|أعلن|بثت|بثته|قالت|قال|رصد|وثق|أكد"
    "|أكدت|أشارت|لفتت|تداولته|في تغطية|طبقا|استنادا|عن صحيفة|عن وكالة|عن قناة|أحصى|أوضح|أوضحت|تحدثت",
    after="قالت|قال|ذكرت|ذكر|أفادت|أفاد|أوردت|نقلت|نشرت|كشفت|أعلنت|أعلن|أكدت|أكد|تقول|عن مصدر|عن مصادر"
    "|عن مسؤول|عن مسؤولين|عن متحدث|عن شهود",
    told="في حديث|في تصريح|في تصريحات|في مقابلة مع|في لقاء مع|تصريحات|تصريح|مقابلة مع|حوار مع|خاص"
    "|في حوار مع|في اتصال مع|في تصريح خاص",
    to="ل",
    speaking="قال|قالت|يقول|تقول|أكد|أكدت|صرح|صرحت|أوضح|أوضحت|أفاد|أفادت|كشف|كشفت|أضاف|أضافت|أبلغ|أخبر"
    "|ذكر|ذكرت|أشار|بين|تحدث|روى|أعلن|لفت|قالوا|حديث|تصريح|تصريحات|نفى|نفت",
    staff="مصور|مصورا|المصور|صحفي|صحفيا|صحفيين|مكتب|مكتبا|مقر|مقرا|تابع|تابعة|تابعا|التابع|التابعة|سيارة"
    "|فريق|موظف",
    against="نفى|نفت|ينفي|تنفي|نافيا|صحة|كذبت|تكذيب|بنفي",
    past="العام الماضي|الشهر الماضي|قبل أعوام|قبل سنوات|قبل أشهر|الأسبوع الماضي",
    credit_first="المصدر|نقلا عن|المصادر|وكالات|متابعات|بالتعاون مع",
)
_TURKISH = _table(
    between="haber|ajansı|ajansının|ajansına|gazetesi|gazetesinin|gazetesine|televizyonu|televizyonuna"
    "|kanalı|sitesi|muhabiri|muhabirinin|muhabirine|resmi|resmî|devlet|yarı|merkezli|yerel|ın|in|nın|nin"
    "|un|ün|nun|nün|a|e|ya|ye|na|ne|da|de|ise|göre|bir|Suriye|Türk|Rus|Fransız|Alman|Katar|Lübnan|Londra"
    "|internet|özel",
    before="kaynak|aktaran",
    after="haberine göre|aktardığına göre|bildirdiğine göre|haberinde|edindiği bilgiye göre"
    "|edinilen bilgiye göre|göre|verdiği bilgiye göre|geçtiği habere göre|yazdı|bildirdi|duyurdu|aktardı"
    "|geçti|iddia etti|dayandırdığı|verilerine göre|raporuna göre|yayımladı|kaynaklarına dayandırdığı"
    "|haberini|aktarıyor|duyuruyor|bildiriyor",
    later="bildirdi|duyurdu|aktardı|yazdı|iddia etti|öne sürdü|kaydetti|belirtti|açıkladı|geçti"
    "|haberleştirdi",
    told_after="verdiği bilgide|yaptığı açıklamada|konuşan|konuştu|açıklama yapan|açıklamada"
    "|açıklamasında|açıklama yaptı|bilgi veren|demeç veren|anlattı|anlatan|verdiği röportajda"
    "|değerlendiren|söyledi|verdiği demeçte|açıkladı",
    objects="ofisi|bürosu|binası|çalışanı|muhabiri öldürüldü|muhabirleri|foto muhabiri|feribotu|yakası",
    against="yalanladı|yalanlayan|asılsız",
    past="geçen yıl|geçen ay|geçtiğimiz yıl|yıllar önce|geçen hafta",
    credit_first="kaynak|kaynaklar",
)
_KURMANJI = _table(
    between="nûçeya|ajansa|ajansê|nûçeyan|nûçeyên|nûçegihanê|a|ya|ê|yê|ên|rojnameya|rojnameyê|televîzyona"
    "|televîzyonê|malpera|kanala|torê|tora|raporta|rapora|agahiyên|fermî|Sûriyê|Tirkiyeyê|Rûsyayê|Fransî"
    "|Elmanî|îro|jî|navenda|radyoya|herêmî|navnîşana",
    before="li gorî|li gor|bi gotina|ji nûçeya|ji ajansa|ji devê|wek ku|weke ku|li gorî nûçeya"
    "|li gorî ragihandina|ji zarê",
    after="ragihand|ragihandiye|got|gotiye|nivîsand|nivîsî|belav kir|belav kiriye|diyar kir|eşkere kir"
    "|weşand|dibêje|radigihîne|wiha got",
    later="ragihand|belav kir|nivîsand|diyar kir|eşkere kir|weşand",
    told="axivî ji|daxuyanî da|daxuyaniyek da|hevpeyvîn bi",
    told_after="re got|re ragihand|re axivî|re diyar kir|re gotiye|re vegot|re anî ziman|ra got"
    "|ra ragihand|re axivîn|re behsa|re peyivî|re eşkere kir",
    whom="ji",
    whom_after="re|ra",
    objects="rojnamevan|rojnamevanên|nivîsgeha|ofîsa|avahiya",
    against="red kir|derew",
    past="sala borî|meha borî|hefteya borî",
    credit_first="çavkanî|wergirtî",
)
_FRENCH = _table(
    between="l|le|la|les|de|du|d|agence|agences|officielle|officiel|presse|journal|quotidien|chaîne"
    "|télévision|site|radio|média|correspondant|correspondants|correspondante|un|une|syrienne|syrien"
    "|turque|kurde|russe|libanais|libanaise|qatarie|allemande|semi|proche|ong|journaliste|journalistes|a"
    "|avait|ont|qui|aussi|également|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|étatique|d'état"
    "|privée|basé|basée|londres|à",
    before="selon|d'après|cité par|cités par|citée par|citées par|rapporté par|rapportée par|rapporte"
    "|a rapporté|indique|a indiqué|annonce|a annoncé|affirme|a affirmé|écrit|a écrit|citant|relayé par"
    "|publié par|révèle|a révélé|précise|a précisé|ont constaté|a constaté|obtenu par|consulté par"
    "|de source",
    after="rapporte|rapporté|a rapporté|indique|a indiqué|indiqué|annonce|a annoncé|annoncé|affirme"
    "|a affirmé|écrit|a écrit|cite|a cité|précise|a précisé|révèle|a révélé|fait état|a fait état|a dit"
    "|recense|a recensé|assure|a constaté|ont constaté",
    ending="rapporte|indique|annonce",
    told="déclaré à|dit à|confié à|expliqué à|indiqué à|affirmé à|assuré à|auprès de|entretien à"
    "|entretien avec|interrogé par|interrogée par|interview à|interview avec|raconte à|témoigne auprès de"
    "|explique à|contacté par|joint par|confie à",
    to="à",
    speaking="déclaré|dit|confié|expliqué|indiqué|affirmé|assuré|précisé|raconté|explique|raconte",
    staff="photographe|journaliste|journalistes|employé|reporter|bureau|mort|appartenant",
    objects="bureau|bureaux|photographe|journaliste blessé|siège|employé|ont été|a été",
    against="démenti|dément|démentent|nié|nie|rejeté",
    past="l'an dernier|l'année dernière|le mois dernier|il y a|la semaine dernière",
    credit_first="source|sources|avec|d'après|via|copyright",
)
_GERMAN = _table(
    between="der|die|das|des|dem|den|einer|eines|nachrichtenagentur|agentur|staatsagentur|staatliche"
    "|staatlichen|zeitung|sender|senders|fernsehsender|kanal|portal|website|amtliche|amtlichen"
    "|halbamtlichen|syrische|syrischen|türkische|türkischen|kurdische|kurdischen|russische|russischen"
    "|französische|französischen|libanesische|libanesischen|deutsche|deutschen|arabische|arabischen|von"
    "|bericht|berichts|oppositionsnahe|oppositionsnahen|reporter|korrespondent|auch|am|montag|dienstag"
    "|mittwoch|donnerstag|freitag|samstag|sonntag|in|london|ansässige|ansässigen|aktivisten"
    "|menschenrechtsgruppe",
    before="laut|nach angaben|unter berufung auf|zitiert von|nach einem bericht|nach informationen"
    "|meldete|meldet|berichtete|berichtet|berichten|schreibt|schrieb|teilte|zitierte|erklärte"
    "|wie aus einem bericht|gemäß|so",
    after="zufolge|meldet|meldete|berichtet|berichtete|schreibt|schrieb|teilte|zitiert|zitierte|gezählt"
    "|dokumentierte",
    later="meldet|meldete|melden|meldeten|berichten|berichteten|berichtet|berichtete|mitteilte|schreibt"
    "|schrieb",
    like="wie",
    told="gegenüber|im gespräch mit|im interview mit|interview mit|in einem interview mit|sagte der"
    "|sagte dem|sagten der",
    to="der|dem",
    speaking="sagte|sagten|erklärte|bestätigte|berichtete|schilderte|teilte",
    staff="fotograf|journalist|journalisten|mitarbeiter|reporter|büro|gebäude|kameramann|redaktion",
    objects="büro|journalisten|fotograf|mitarbeiter|redaktion|gebäude",
    against="dementierte|dementiert|dementierten|bestritt|zurückgewiesen",
    past="im vergangenen jahr|im vergangenen monat|im vorigen jahr|vor jahren|in der vergangenen woche",
    credit_first="quelle|quellen|mit|mit material|copyright",
)

TABLE = {
    "en": _ENGLISH, "ar": _ARABIC, "tr": _TURKISH, "ku": _KURMANJI, "kmr": _KURMANJI, "fr": _FRENCH,
    "de": _GERMAN,
}  # fmt: skip
# A line with one of these tells whose a picture is, not whose the text.
PICTURES = frozenset(
    folded_words(
        "photo photos photograph image images picture getty file صورة صور الصورة أرشيف foto fotoğraf görsel"
        " bild bilder archiv wêne photographie crédit illustration"
    )
)


def cues_for(language: str | None) -> tuple[Cues, ...]:
    """Return the cues of a language by its tag; of every language where it is unknown or has none here."""
    found = TABLE.get((language or "").split("-")[0].lower())
    return tuple(dict.fromkeys(TABLE.values())) if found is None else (found,)
