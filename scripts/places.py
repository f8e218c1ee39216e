#!/usr/bin/env python3
"""Makes the tables of `domain/places/data` from the originals that its SOURCES.md names.

    scripts/places.py BEFORE.json NOW.json MERGERS.json PROVINCES.csv CITIES.csv AREAS.csv domain/places/data
"""

import collections
import csv
import difflib
import json
import re
import sys
import unicodedata

before, now, mergers, provinces, cities, areas, out = sys.argv[1:]
before, now, mergers = (json.load(open(path, encoding="utf-8")) for path in (before, now, mergers))

KINDS = ["thanh pho", "thu do", "tinh", "quan", "huyen", "thi xa", "thi tran", "phuong", "dac khu", "xa"]


def name(text):
    return unicodedata.normalize("NFC", text.strip())


def folded(text):
    text = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    letters = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())


def split(text):
    """What it is, and the name without that; numbers by their value."""
    text = folded(text)
    kind = next((kind for kind in KINDS if text.startswith(kind + " ")), "")
    rest = text[len(kind) :].strip()
    return kind, str(int(rest)) if rest.isdigit() else rest


def bare(text):
    return split(text)[1]


def place(text):
    """The place in a list."""
    return [word.zfill(4) if word.isdigit() else word for word in bare(text).split()], bare(text)


def write(path, lines):
    with open(f"{out}/{path}", "w", encoding="utf-8", newline="\n") as file:
        file.writelines("\t".join(line) + "\n" for line in lines)


def children(unit):
    return unit.get("Wards") or unit.get("Ward") or unit.get("District") or []


# --- The units of Vietnam as they are.

units, commune = [], {}
for unit in sorted(now, key=lambda unit: place(unit["FullName"])):
    units.append((unit["Code"], "", name(unit["FullName"])))
    for ward in sorted(children(unit), key=lambda ward: place(ward["FullName"])):
        units.append((ward["Code"], unit["Code"], name(ward["FullName"])))
        commune[ward["Code"]] = (ward["FullName"], unit["Code"])
write("vn/places.tsv", units)

# --- What became of the provinces.

province = {}
for unit in (unit for unit in mergers if unit["magoc"] == "0"):
    for part in unit["truocsapnhap"].split(". ")[0].replace(" và ", ", ").replace("TPHCM", "Hồ Chí Minh").split(", "):
        part = bare(part)
        province[bare(unit["ten"]) if part == "giu nguyen" else part] = unit["ma"]

# --- What became of the communes. The list of mergers is the wording of the resolutions: "Xã A (huyện B), một phần
# diện tích của Phường C, Xã D". Names are looked up in the provinces that became the new one; where several had the
# same, the district in brackets decides, and without one that of the others in the list.

Old = collections.namedtuple("Old", "code name kind bare district province")
# With the tone on either vowel: "hoà" is "hòa".
TONES = dict(zip("oà oá oả oã oạ oè oé uỳ uý uỷ uỹ uỵ".split(), "òa óa ỏa õa ọa òe óe ùy úy ủy ũy ụy".split()))
WORDS = "các|phần còn lại của|toàn bộ|toàn bố|một phần|diện tích TN|diện tích tự nhiên|quy mô dân số|của|Sắp xếp"
olds = collections.defaultdict(list)
for unit in before:
    for district in children(unit):
        for ward in children(district):
            kind, rest = split(ward["FullName"])
            old = Old(ward["Code"], name(ward["FullName"]), kind, rest, district["FullName"], unit["FullName"])
            olds[province[bare(unit["FullName"])]].append(old)


def plain(text):
    """The name with its accents, without what it is."""
    text = re.sub(r"^(xã|phường|thị trấn)\s+", "", name(text).lower())
    return re.sub("|".join(TONES), lambda tone: TONES[tone[0]], text)


def squeezed(text):
    """What different spellings have in common: "Thị trấn NT Trần Phú" is "Thị trấn Nông trường Trần Phú"."""
    text = re.sub(r"\b(iv|ii)\b", lambda roman: {"iv": "4", "ii": "2"}[roman[0]], bare(text))
    for one, other in [(" ", ""), ("nongtruong", "nt"), ("tr", "ch"), ("y", "i"), ("x", "s"), ("c", "k")]:
        text = text.replace(one, other)
    return text


def named(text):
    """The units that a resolution names, each with the district in brackets or nothing."""
    text = re.sub(r"\((phần còn lại|sau khi)[^)]*\)", "", name(text))
    for part in re.findall(r"[^,();]+(?:\([^)]*\))?|\([^)]*\)", text):
        words, district = re.match(r"([^()]*)(?:\(([^)]*)\))?$", part.strip()).groups()
        pieces = re.split(r"\bvà\b|(?<=\S)\s+(?=(?:[Pp]hường|[Xx]ã|Thị trấn)\s+[A-ZĐÀ-Ỹ0-9])", words)
        pieces = [piece.strip() for piece in pieces if piece.strip()]
        for piece in pieces:
            piece = re.sub(rf"^.*?({WORDS})\s*(?=.*\b({WORDS})\b)", "", piece)
            while (shorter := re.sub(rf"^({WORDS}|phường(?= Phường)|xã(?= Xã))\s*", "", piece)) != piece:
                piece = shorter
            piece = re.sub(r"\s*sau khi.*$", "", piece).strip()
            if bare(piece):
                yield piece, district if piece and pieces[-1].endswith(piece) else None


def meant(text, district, among):
    """The units of before that may be meant."""
    if text.startswith("Huyện "):
        return [], [old for old in among if bare(old.district) == bare(text)]
    kind, rest = split(text)
    found = [old for old in among if old.bare == rest]
    found = [old for old in found if plain(old.name) == plain(text)] or found
    found = [old for old in found if old.kind == kind] or found
    if district:
        within = re.split(r",\s*", district)
        there = lambda old: any(bare(one) in (bare(old.district), bare(old.province)) for one in within)
        same = lambda old: all(bare(one) in (bare(old.district), bare(old.province)) for one in within)
        found = [old for old in found if same(old)] or [old for old in found if there(old)] or found
    if not found and len(rest) > 3 and kind:
        found = [old for old in among if squeezed(old.name) == squeezed(text)]
        if not found:
            alike = lambda old: difflib.SequenceMatcher(None, squeezed(text), squeezed(old.name)).ratio()
            best = max(among, key=alike)
            found = [old for old in among if alike(old) == alike(best)] if alike(best) >= 0.8 else []
    return found, []


successors = collections.defaultdict(list)
for unit in (unit for unit in mergers if unit["magoc"] != "0"):
    code, among = unit["ma"], olds[unit["magoc"]]
    if code not in commune:
        (code,) = [one for one, (called, within) in commune.items() if (bare(called), within) == (bare(unit["ten"]), unit["magoc"])]
    text = unit["truocsapnhap"]
    if text.strip().lower().startswith("giữ nguyên"):
        kept, _ = meant(commune[code][0], None, among)
        found = [[old for old in kept if old.code == code] or kept]
    else:
        both = [meant(one, district, among) for one, district in named(text)]
        found = [one for one, _ in both]
        for old in (old for _, whole in both for old in whole):
            successors[old].append(code)
    near = collections.Counter(one[0].district for one in found if len(one) == 1)
    for one in found:
        one = sorted(one, key=lambda old: -near[old.district])
        if len(one) == 1 or (one and near[one[0].district] > near[one[1].district]):
            if code not in successors[one[0]]:
                successors[one[0]].append(code)

former, lost = [], []
known = {bare(unit["FullName"]): unit["Code"] for unit in now}
for unit in before:
    code = province.pop(bare(unit["FullName"]))
    gone = known.get(bare(unit["FullName"])) != code
    former.append((code if gone else "", "0", name(unit["FullName"])))
    for district in children(unit):
        former.append((code, "1", name(district["FullName"])))
        for ward in children(district):
            old = next(old for old in olds[code] if old.code == ward["Code"] and old.district == district["FullName"])
            if successors[old]:
                former.append((" ".join(successors[old]), "2", old.name))
            else:
                lost.append(f"{old.name}, {old.district}, {old.province}")
assert not province, province
write("vn/former.tsv", former)
print(f"{len(lost)} former communes are in no merger that could be read:", *lost, sep="\n  ", file=sys.stderr)

# --- China.

lines = []
for path, above in ((provinces, None), (cities, "provinceCode"), (areas, "cityCode")):
    for row in csv.DictReader(open(path, encoding="utf-8-sig")):
        lines.append((row["code"], row[above] if above else "", name(row["name"])))
write("cn/places.tsv", lines)
