"""Notices by which a desk says that it corrected, updated or withdrew an article, in the six languages."""

import re
from enum import StrEnum


class Notice(StrEnum):
    """What a desk says that it did to an article."""

    RETRACTION = "retraction"
    CORRECTION = "correction"
    UPDATE = "update"


_LABELS = {
    Notice.RETRACTION: (
        "retraction|retracted|withdrawn|story withdrawn|kill|(?:نفي و)?سحب (?:ال)?(?:خبر|مادة|مقال|تقرير)"
        "|tekzip|geri çekme|vekişandin|rétractation|article retiré|dépêche annulée|annulation"
        "|zurückgezogen|rückzug|widerruf"
    ),
    Notice.CORRECTION: (
        "corrections?|corrected|corrects|correcting|clarification|erratum"
        "|editor['’]?s['’]? note|editors['’] note"
        "|تصحيح|تصويب|تنويه|توضيح|استدراك|ملاحظة (?:من )?(?:ال)?(?:محرر|تحرير)"
        "|düzeltme|tashih|editör(?:ün)? notu|rastkirin|sererastkirin|ڕاستکردنەوە"
        "|têbîniya edîtor|nîşeya edîtor|rectificatif|rectification|précision|note de la rédaction|ndlr"
        r"|korrektur|berichtigung|richtigstellung|klarstellung|anmerkung der redaktion|anm\. d\. red\."
    ),
    Notice.UPDATE: (
        "updates?|updated|تحديث|محد[ّ]?ث|güncelleme|güncellendi|nûkirin|rojanekirin|mise à jour|màj|actualisé"
        "|actualisation|aktualisierung|aktualisiert|nachtrag|ergänzung"
    ),
}
# What is told of the article itself; a road block "has been removed" too, so that its name must stand by.
_SENTENCES = {
    Notice.RETRACTION: (
        r"this (?:story|article|report|post) (?:has been|was|is) (?:retracted|withdrawn|removed|taken down)"
        r"|we (?:have )?(?:retracted|withdrawn) (?:this|the) (?:story|article|report)"
        r"|(?:تم|جرى) (?:سحب|حذف) (?:هذا |هذه )?(?:ال)?(?:خبر|مادة|مقال|تقرير)"
        r"|سحبت (?:ال)?(?:وكالة|هيئة التحرير) (?:هذا )?الخبر"
        r"|(?:bu )?haber(?:imiz)? (?:yayından kaldırıl|geri çekil)"
        r"|ev (?:nûçe|gotar) (?:hat|hatiye) (?:vekişandin|rakirin|jêbirin)"
        r"|(?:cet article|cette dépêche) (?:a été|est) (?:retirée?|dépubliée?|annulée?|supprimée?)"
        r"|diese[rs]? (?:artikel|beitrag|text|meldung) (?:wurde|ist) (?:zurückgezogen|gelöscht|entfernt)"
    ),
    Notice.CORRECTION: (
        r"this (?:story|article|report|post) (?:has been|was) (?:corrected|amended|edited)"
        r"|an earlier version of this|a previous version of this"
        r"|(?:تم|جرى) (?:تصحيح|تعديل) (?:هذا |هذه )?(?:ال)?(?:خبر|مادة|مقال|تقرير)|ورد(?:ت)? في نسخة سابقة"
        r"|(?:bu )?haber(?:in|imizin)? (?:düzeltil|önceki (?:hâl|hal|sürüm))"
        r"|ev (?:nûçe|gotar) (?:hat|hatiye) (?:rastkirin|sererastkirin|guhertin)"
        r"|cet article a été (?:corrigé|modifié|rectifié)"
        r"|une (?:première |précédente )?version (?:précédente |antérieure )?de cet"
        r"|dieser (?:artikel|beitrag|text) wurde (?:korrigiert|berichtigt|geändert)"
        r"|in einer früheren (?:version|fassung)"
    ),
    Notice.UPDATE: (
        r"this (?:story|article|report|post) (?:has been|was) updated"
        r"|(?:تم|جرى) تحديث (?:هذا |هذه )?(?:ال)?(?:خبر|مادة|مقال|تقرير)|(?:bu )?haber güncellen"
        r"|ev (?:nûçe|gotar) (?:hat|hatiye) (?:nûkirin|rojanekirin)"
        r"|cet article a été (?:mis à jour|actualisé)"
        r"|dieser (?:artikel|beitrag|text) wurde (?:aktualisiert|ergänzt)"
    ),
}
_BEGIN = r"(?:^|(?<=[.!?؟…\n]\s)|(?<=[.!?؟…]\s\s))[\s*_(\[«“\"—–-]*"
# After a label come a day, an hour or a number at most, then a sign that ends it: "Update on the talks: five
# points" is no notice, nor is "Correction of the border line failed".
_LABEL_END = r"(?!\w)(?:\s*[\d(\[,،|/][^:\n]{0,40}?)?\s*(?:[:：\])|]|[-–—]|\.(?=\s)|$)"
_PATTERNS = {
    notice: re.compile(
        f"{_BEGIN}(?:(?:{_LABELS[notice]}){_LABEL_END}|(?:{_SENTENCES[notice]}))",
        re.IGNORECASE | re.MULTILINE,
    )
    for notice in Notice
}


def notices(text: str) -> dict[Notice, str]:
    """Return the notices in a text, each from where it begins on; the gravest comes first."""
    found = ((notice, pattern.search(text)) for notice, pattern in _PATTERNS.items())
    return {notice: text[match.start() :].strip() for notice, match in found if match}
