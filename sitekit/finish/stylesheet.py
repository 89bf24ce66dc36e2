"""Gives the pages of a language one stylesheet, of the rules that can apply to them.

Material's alone has a rule for each of its features; nine tenths of a page's stylesheets
would be read, and matched against every element of every formula, for nothing.
"""

import re
from functools import cache
from hashlib import sha256
from itertools import chain, pairwise, repeat
from pathlib import Path
from posixpath import join, normpath
from typing import Any

import tinycss2

UNUSED = re.compile(
    "rtl$|keys$|inline$|note$|success$|mermaid|tabbed-|--md-|"
    "md-(annotation|code__(content|select)|status|tag|tooltip|typeset__|version)"
)
"""What scripts name for what our pages do not have, or for something else."""
STYLE = re.compile(
    r'\s*<link rel="stylesheet" href="([^"]+)">|\s*<style>(.*?)</style>', re.DOTALL
)
ASSETS = re.compile(r'<link rel="stylesheet" href="([^"]*)assets/')
ADDRESS = re.compile(r"""url\((['"]?)(?!data:|#)([^)'"]+)\1\)""")
TAG = re.compile(r"""<[a-zA-Z][^\s>]*((?:[^"'>]|"[^"]*"|'[^']*')*)>""")
WORD = re.compile(r"[\w-]+")
SPACE = re.compile(r"\s+")
PROPERTY = re.compile(r"""(?<=[{; ])(--[\w-]+):(?:"[^"]*"|'[^']*'|[^"';}])*;?""")
FONT = re.compile(r"([\w-]+\.woff2)")
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
FACE = re.compile(r"@font-face ?\{[^}]*font-family: ?([^;}]+)[^}]*\}")


def merge_stylesheets(site: Path) -> None:
    """Put one stylesheet in place of those that the pages have; drop idle fonts too."""
    used = tuple(sorted(words(site)))
    merged = {restyle(site, page, used) for page in site.rglob("*.html")}
    for sheet in site.rglob("*.css"):
        if sheet.name not in merged:
            sheet.unlink()
    sheets = [(site / name).read_text("utf-8") for name in merged]
    fonts = {name for sheet in sheets for name in FONT.findall(sheet)}
    for font in site.rglob("*.woff2"):
        if font.name not in fonts:
            font.unlink()


def words(site: Path) -> frozenset[str]:
    """All that can name a class, an id or an attribute, in a page or by a script."""
    tags = [
        tag for page in site.rglob("*.html") for tag in TAG.findall(page.read_text("utf-8"))
    ]
    scripts = [file.read_text("utf-8") for file in site.rglob("*.js")]
    named = WORD.findall("\n".join(tags + scripts))
    return frozenset(word for word in named if not UNUSED.match(word))


def restyle(site: Path, page: Path, used: tuple[str, ...]) -> str:
    """Give a page one stylesheet in place of those that it has; return the name."""
    head, rest = page.read_text("utf-8").split("</head>", 1)
    root = ASSETS.findall(head)[0]
    css = ""
    for address, inline in STYLE.findall(head):
        sheet = site / address.removeprefix(root)
        css += rebased(site, sheet) if address else inline
    name = write(site, lean(css, used))
    links = chain([f'<link rel="stylesheet" href="{root}{name}">'], repeat(""))
    head = STYLE.sub(lambda _: next(links), head)
    page.write_text(f"{head}</head>{rest}", "utf-8")
    return name


def rebased(site: Path, sheet: Path) -> str:
    """A stylesheet with its addresses as they are from the root of the site."""
    folder = sheet.parent.relative_to(site).as_posix()
    css = sheet.read_text("utf-8")
    return ADDRESS.sub(lambda url: f"url({normpath(join(folder, url[2]))})", css)


def write(site: Path, css: str) -> str:
    """Write a stylesheet to a file of its own and return the name."""
    name = f"style.{sha256(css.encode()).hexdigest()[:8]}.css"
    (site / name).write_text(css, "utf-8")
    return name


@cache
def lean(css: str, names: tuple[str, ...]) -> str:
    """What can apply of a stylesheet where there are no names but these."""
    used = frozenset(names)
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    text = SPACE.sub(" ", "".join(trimmed(rule, used) for rule in rules))
    read = used.union(VARIABLE.findall(text))
    text = PROPERTY.sub(lambda found: found[0] if found[1] in read else "", text)
    fonts = FACE.sub("", text)
    return FACE.sub(lambda face: face[0] if face[1] in fonts else "", text)


def trimmed(rule: Any, used: frozenset[str]) -> str:
    """What can apply of a rule."""
    if rule.type == "qualified-rule":
        selectors = [it for it in split(rule.prelude) if can_apply(it, used)]
        body = tinycss2.serialize(rule.content)
        return f"{','.join(map(tinycss2.serialize, selectors))}{{{body}}}" * bool(selectors)
    if rule.type == "at-rule" and rule.at_keyword in {"media", "supports"}:
        rules = tinycss2.parse_rule_list(rule.content, True, True)
        body = "".join(trimmed(inner, used) for inner in rules)
        condition = tinycss2.serialize(rule.prelude)
        return f"@{rule.at_keyword}{condition}{{{body}}}" * bool(body)
    return str(rule.serialize())


def split(prelude: list[Any]) -> list[list[Any]]:
    """The selectors between the commas."""
    selectors: list[list[Any]] = [[]]
    for token in prelude:
        if token == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    return selectors


def can_apply(selector: list[Any], used: frozenset[str]) -> bool:
    """Whether all names are used that it demands; those in `:is()` it may do without."""
    classes = {token.value for dot, token in pairwise(selector) if dot == "."}
    ids = {token.value for token in selector if token.type == "hash"}
    attributes = {
        word
        for block in selector
        if block.type == "[] block"
        for token in block.content
        if token.type in {"ident", "string"}
        for word in WORD.findall(token.value)
    }
    return classes | ids | attributes <= used
