import pytest

from news.notices import Notice, notices


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("Correction: the dead numbered five.", Notice.CORRECTION),
        ("CORRECTED-Two killed in Sarmin", Notice.CORRECTION),
        ("Correction (12 March 2024): the town is Ariha.", Notice.CORRECTION),
        ("[Editor's note: names were changed.]", Notice.CORRECTION),
        ("Editor’s note, 3 May: the town is Ariha.", Notice.CORRECTION),
        ("An earlier version of this story misnamed the town.", Notice.CORRECTION),
        ("تصحيح: عدد القتلى خمسة.", Notice.CORRECTION),
        ("ملاحظة المحرر: تم تغيير الأسماء.", Notice.CORRECTION),
        ("Düzeltme: Ölü sayısı beştir.", Notice.CORRECTION),
        ("Rastkirin: Hejmara kuştiyan pênc e.", Notice.CORRECTION),
        ("Correction : le nombre de morts est de cinq.", Notice.CORRECTION),
        ("Rectificatif – le bourg est Ariha.", Notice.CORRECTION),
        ("Korrektur: Es waren fünf Tote.", Notice.CORRECTION),
        ("In einer früheren Fassung stand ein anderer Ort.", Notice.CORRECTION),
        ("UPDATE 1-Shelling kills three", Notice.UPDATE),
        ("Update, 14:30: a third man died.", Notice.UPDATE),
        ("This article has been updated with a statement.", Notice.UPDATE),
        ("تحديث: ارتفع العدد.", Notice.UPDATE),
        ("Güncelleme: Bir yaralı öldü.", Notice.UPDATE),
        ("Nûkirin: Birîndarek mir.", Notice.UPDATE),
        ("Mise à jour (14h30) : un blessé est mort.", Notice.UPDATE),
        ("Nachtrag: Der Konvoi traf ein.", Notice.UPDATE),
        ("RETRACTION: the agency withdraws its report.", Notice.RETRACTION),
        ("This story has been withdrawn.", Notice.RETRACTION),
        ("تم سحب هذا الخبر.", Notice.RETRACTION),
        ("Bu haber yayından kaldırılmıştır.", Notice.RETRACTION),
        ("Ev nûçe hatiye vekişandin.", Notice.RETRACTION),
        ("Cet article a été retiré.", Notice.RETRACTION),
        ("Dieser Artikel wurde zurückgezogen.", Notice.RETRACTION),
    ],
)
def test_a_desk_says_what_it_did_in_six_languages(text: str, notice: Notice) -> None:
    assert notices(text) == {notice: text.strip()}


@pytest.mark.parametrize(
    "text",
    [
        "Correction of the border line failed, the envoy said.",
        "Update on the talks: five points.",
        "The roadblock has been removed.",
        "The army issued a correction: five had died.",
        "تصحيح المسار يحتاج وقتاً.",
        "وأضاف المصدر في تحديث لاحق أن العدد ارتفع.",
        "Düzeltmeler yapıldı.",
        "Aktualisierungen folgen.",
    ],
)
def test_words_that_a_report_may_use_are_no_notice(text: str) -> None:
    assert notices(text) == {}


def test_a_notice_in_a_paragraph_is_told_from_where_it_begins() -> None:
    assert notices("Three died. Correction: it was five.") == {Notice.CORRECTION: "Correction: it was five."}
