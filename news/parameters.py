"""Parameters of addresses that choose no article: where a reader came from, and how the page is shown.

Names that some sites use for their articles as well count by their value, and unknown ones are never idle: a
parameter too many in a key costs a copy, one too few an article.
"""

import re
from collections.abc import Mapping


def _names(table: str) -> frozenset[str]:
    return frozenset(table.split())


_TRACKING = _names(
    """
    _ga _gl gclid gclsrc dclid gbraid wbraid usqp gws_rd fbclid mibextid fref hc_ref hc_location __tn__
    igsh igshid twclid ttclid li_fat_id rdt_cid epik msclkid cvid ocid yclid ysclid _openstat tgclid tg_rhash
    srsltid ico __twitter_impression s_cid sr_share smid smtyp smprod emc unlocked_article_code clicksource
    mc_cid mc_eid mkt_tok _kx __s _ke ck_subscriber_id dm_i et_rid et_cid nr_email_referer ss_email_id
    cmp cmpid cmpsrc campaignid campaign_id intcmp intcid icid ncid ito ftag ftcamp xtor xtref xtmc xtcr xtnp
    taid tracking trackingid tracking_id trk trkcampaign trkinfo traffic_source traffic_medium click_id
    clickid dicbo oborigurl ob_click_id obclid taboolaclickid irclickid irgwc ef_id s_kwcid zanpid rb_clid
    wickedid maca wtrid wtmc feedtype feedname virtualbrandchannel referringsource xif wpisrc wpmm wpmk mbid
    hootpostid hss_channel _sm_au_ _sm_nck spm outputtype bxid cndid guccounter intlink_from_url
    doing_wp_cron moderation-hash unapproved replytocom like_comment _wpnonce cpage showcomment cn-reloaded
    phpsessid jsessionid cftoken
    """
)
_TRACKING_BEGINS = tuple(
    """
    utm itm_ hsa_ _hs pk_ piwik_ mtm_ matomo_ ga_ gad_ fb_ at_ ns_ wt_ wt. amp_ ampshare sfmc_ bsft_
    vero_ elq oly_ soc_ sara_ mktc guce_ tblci _branch_ cm_mmc relatedposts aspsessionid __cf_
    """.split()  # noqa: SIM905 - a table that can be read
)
_SOCIAL_FLOW = re.compile(r"sf\d{6,}")

# They name where a reader came from, unless their value is a number: then it may choose the article.
_ORIGIN = _names(
    """
    ref _ref refsrc ref_src refurl ref_url ref_type refer referer referrer source src feed from via partner
    fromsource from_source campaign scid social itid hpid output
    """
)
_NUMBER = re.compile(r"\d+|[a-z]{1,2}[_-]?\d{3,}", re.IGNORECASE)

# They switch something on or off. A greater number than 1 is that of an article, or of its page.
_SWITCHES = _names(
    """
    amp isamp noamp nonamp rss print printable printview print_view printpage printmode printerfriendly
    printer_friendly mobile ismobile is_mobile nomobile no_mobile desktop fullsite single singlepage
    single_page fullpage full_page showall show_all viewall view_all allpages nocache no_cache nowprocket
    isappinstalled nb _r
    """
)
_WHOLE = _names("all full single singlepage viewall")
_MEDIUM = _names("amp print printable printer printerfriendly printer-friendly printview mobile desktop")
_WAYS_TO_SHOW: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("page", "pg", "pages", "pagewanted"), _WHOLE),
    **dict.fromkeys(("view", "viewmode", "view_mode", "display", "version"), _WHOLE | _MEDIUM),
    **dict.fromkeys(("mode", "format", "layout", "template", "device", "ui"), _MEDIUM),
    "tmpl": _MEDIUM | {"component"},
    "type": frozenset({"amp"}),
}


def is_idle(name: str, value: str, *, is_named: bool) -> bool:
    """Tell whether a parameter chooses no article; `is_named` says that the path names one already."""
    name = name.lower()
    if name in _ORIGIN or name.startswith("share"):
        return _NUMBER.fullmatch(value) is None
    if name in _SWITCHES:
        return not value.isdigit() or value in ("0", "1")
    if name == "m":  # Blogger's pages for telephones; elsewhere a month, or a message
        return is_named and value in ("0", "1")
    if value.lower() in _WAYS_TO_SHOW.get(name, ()):
        return True
    return name in _TRACKING or name.startswith(_TRACKING_BEGINS) or _SOCIAL_FLOW.fullmatch(name) is not None
