#!/usr/bin/env python3
"""Makes the tables of `domain/places/data` from the originals that its SOURCES.md names.

    scripts/places.py BEFORE.json NOW.json MERGERS.json PROVINCES.csv CITIES.csv AREAS.csv domain/places/data
"""

import csv
import json
import sys
import unicodedata

before, now, mergers, provinces, cities, areas, out = sys.argv[1:]


def name(text):
    return unicodedata.normalize("NFC", text.strip())


def folded(text):
    text = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    letters = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())


def bare(text):
    """The name without what it is, and numbers by their value: the place in a list."""
    text = folded(text)
    for kind in ["thanh pho ", "thu do ", "tinh ", "quan ", "huyen ", "thi xa ", "phuong ", "dac khu ", "xa "]:
        text = text.removeprefix(kind)
    return [word.zfill(4) if word.isdigit() else word for word in text.split()], text


def write(path, lines):
    with open(f"{out}/{path}", "w", encoding="utf-8", newline="\n") as file:
        file.writelines("\t".join(line) + "\n" for line in lines)


def children(unit):
    return unit.get("Wards") or unit.get("Ward") or unit.get("District") or []


units, successor = [], {}
known = {bare(unit["FullName"])[1]: unit["Code"] for unit in json.load(open(now))}
for unit in sorted(json.load(open(now)), key=lambda unit: bare(unit["FullName"])):
    units.append((unit["Code"], "", name(unit["FullName"])))
    for ward in sorted(children(unit), key=lambda ward: bare(ward["FullName"])):
        units.append((ward["Code"], unit["Code"], name(ward["FullName"])))
write("vn/places.tsv", units)

for unit in json.load(open(mergers)):
    if unit["magoc"] != "0":
        continue
    for part in unit["truocsapnhap"].split(". ")[0].replace(" và ", ", ").replace("TPHCM", "Hồ Chí Minh").split(", "):
        part = bare(part)[1]
        successor[bare(unit["ten"])[1] if part == "giu nguyen" else part] = unit["ma"]

former = []
for unit in json.load(open(before)):
    code = successor.pop(bare(unit["FullName"])[1])
    if known.get(bare(unit["FullName"])[1]) != code:
        former.append((code, "", name(unit["FullName"])))
    former += [(code, name(unit["FullName"]), name(district["FullName"])) for district in children(unit)]
assert not successor, successor
write("vn/former.tsv", former)

lines = []
for path, above in ((provinces, None), (cities, "provinceCode"), (areas, "cityCode")):
    for row in csv.DictReader(open(path, encoding="utf-8-sig")):
        lines.append((row["code"], row[above] if above else "", name(row["name"])))
write("cn/places.tsv", lines)
