// The words of the pages, read from the catalogues themselves, so that a journey can be walked in any
// language by the keys of what a person reads. Knows as much of Fluent as the catalogues use.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const catalogues = join(import.meta.dirname, '../../../ui/catalogues');

export const LANGUAGES = ['vi', 'zh', 'ru', 'en'];

/** What a browser of that language asks for. */
export const LOCALES = { vi: 'vi-VN', zh: 'zh-CN', ru: 'ru-RU', en: 'en-GB' };

const depth = (text) => text.split('{').length - text.split('}').length;

/** `key = text`, the text going on in indented lines or until its braces are closed. */
function parse(source, into) {
  let key;
  for (const line of source.split('\n')) {
    const goesOn = key && (/^\s+\S/.test(line) || depth(into.get(key)) > 0);
    const begins = goesOn ? undefined : line.match(/^([a-z][\w-]*)\s*=\s?(.*)$/i);
    if (goesOn) into.set(key, `${into.get(key)}\n${line.trim()}`.trim());
    else key = begins?.[1];
    if (begins) into.set(key, begins[2]);
  }
}

function read(language) {
  const all = new Map();
  for (const file of readdirSync(join(catalogues, language))) parse(readFileSync(join(catalogues, language, file), 'utf8'), all);
  return all;
}

/** Text and placeables in turn; a placeable may hold others. */
function parts(pattern) {
  const found = [];
  let level = 0;
  let part = '';
  for (const letter of pattern) {
    if (letter === '{' && (level += 1) === 1) { found.push(part); part = ''; }
    part += letter;
    if (letter === '}' && (level -= 1) === 0) { found.push(part); part = ''; }
  }
  return [...found, part];
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');

const kept = new Map();

/** The words of one language: `t('key', { name })`, and `t.like('key')` where a value is not known. */
export function texts(language) {
  if (!kept.has(language)) kept.set(language, read(language));
  const all = kept.get(language);
  const pattern = (key) => {
    if (!all.has(key)) throw new Error(`the ${language} catalogues have no ${key}`);
    return parts(all.get(key));
  };
  const variable = (part) => part.match(/^\{\s*\$(\w+)\s*\}$/)?.[1];
  const t = (key, values = {}) =>
    pattern(key).map((part) => {
      if (!part.startsWith('{')) return part;
      if (!(variable(part) in values)) throw new Error(`${key} needs a value for ${part}`);
      return values[variable(part)];
    }).join('');
  t.has = (key) => all.has(key);
  t.language = language;
  t.like = (key, values = {}) =>
    new RegExp(pattern(key).map((part) => {
      if (!part.startsWith('{')) return escaped(part);
      const name = variable(part);
      return name in values ? escaped(String(values[name])) : '[\\s\\S]*?';
    }).join(''));
  return t;
}
