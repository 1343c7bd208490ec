"""A made-up page of news, with all that stands around an article: for tests of what finds the article."""

from collections.abc import Sequence

from lxml import html
from lxml.html import HtmlElement

URL = "https://outlet.example/2024/05/flour-reaches-the-town"
HEADLINE = "Flour reaches the town after nine days"
PARAGRAPHS = (
    "Forty lorries with flour crossed the bridge east of the town at dawn on Tuesday, nine days after the "
    "road had been closed, and the bakers lit their ovens again before noon.",
    "“We baked for four hours and had nothing left,” said Umm Khalil, whose family has run a bakery behind "
    "the old market for thirty years. She had sold biscuits in the meantime, she said, and tea.",
    "The road was closed when two factions fought over a checkpoint, according to the town’s council. Elders "
    "of three villages spoke with both of them until late on Monday, and reached a truce.",
    "A driver, who did not want to be named, told that soldiers had counted the sacks twice. None was taken, "
    "he said, but each lorry had paid a toll at the second checkpoint, as before the fight.",
    "The council expects another convoy on Friday. It is to bring sugar, lentils and diesel for the pumps, "
    "which have stood still since the last of the fuel was given to the hospital.",
)
ARABIC = (
    "عبرت أربعون شاحنة محملة بالطحين الجسر شرقي البلدة فجر الثلاثاء، بعد تسعة أيام من إغلاق الطريق، وعادت "
    "الأفران إلى العمل قبل الظهر، وفق ما قاله أصحابها.",
    "وقالت أم خليل، التي تدير عائلتها فرناً خلف السوق القديم منذ ثلاثين عاماً: «خبزنا أربع ساعات ولم يبق "
    "لدينا شيء»، مضيفة أنها باعت البسكويت والشاي خلال تلك الأيام.",
    "وكان الطريق قد أغلق إثر اشتباك فصيلين على حاجز، بحسب مجلس البلدة، قبل أن يتوصل وجهاء ثلاث قرى إلى هدنة "
    "بين الطرفين في وقت متأخر من مساء الاثنين.",
    "ويتوقع المجلس وصول قافلة أخرى يوم الجمعة تحمل السكر والعدس ووقود المضخات المتوقفة منذ أن سلمت آخر كمية "
    "منه إلى المشفى.",
)
TEASERS = (
    "Pupils of three schools have lessons in tents",
    "A dam is empty, and the fields around it are dry",
    "Doctors of the hospital ask for diesel again",
    "Two shepherds wounded by a mine near the river",
)


def links(teasers: Sequence[str] = TEASERS) -> str:
    """Return a list of links to other articles."""
    return "".join(f'<li><a href="/{number}">{teaser}</a></li>' for number, teaser in enumerate(teasers))


def paragraphs(texts: Sequence[str] = PARAGRAPHS) -> str:
    """Return texts as paragraphs."""
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str | None = None, *, head: str = "", after: str = "", title: str = HEADLINE) -> str:
    """Return a page whose article has this body, and what stands in its head and behind the article."""
    body = paragraphs() if body is None else body
    return f"""<!DOCTYPE html><html lang="en">
        <head><meta charset="utf-8"><title>{title} | Outlet</title>{head}</head>
        <body><header><a href="/">Outlet</a>
        <nav><ul><li><a href="/news">News</a></li><li><a href="/life">Life</a></li></ul></nav></header>
        <main><article><h1>{title}</h1><div class="byline">By Hani Salem</div>
        <div class="article-body">{body}</div>{after}</article></main>
        <aside class="sidebar"><h3>Most read</h3><ul>{links()}</ul></aside>
        <footer><p>© 2024 Outlet. All rights reserved.</p></footer></body></html>"""


def tree(markup: str) -> HtmlElement:
    """Return a page as a tree."""
    return html.document_fromstring(markup)
