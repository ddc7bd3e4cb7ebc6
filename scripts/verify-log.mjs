/**
 * Prüft eine Protokolldatei von PMK-Fallakte (docs/dateiformate.md, „Protokolldatei“). Steht für sich allein: nur Node ≥ 20,
 * nichts aus diesem Projekt, kein Netz.   node verify-log.mjs DATEI [--checkpoint HASH] [--key SCHLÜSSEL]
 *
 * --checkpoint  Prüfwert von Papier (16 bis 64 Hexziffern), z. B. vom Fuß eines Dossiers
 * --key         öffentlicher Schlüssel (base64url), mit dem die Datei unterschrieben sein muss; sonst gilt jeder, der in ihr steht
 * Ende: 0 unversehrt · 1 beschädigt oder verändert · 3 falscher Aufruf
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const say = console.log;
class Fault extends Error {}
const fail = (text) => {
  throw new Fault(text);
};
const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
const sha256Hex = (bytes) => sha256(bytes).toString('hex');

/** RFC 8785: Schlüssel sortiert, kein Leerraum. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

/** Ed25519 über „pmk-fallakte/signature/v1“, Zeilenvorschub und SHA-256 (hex) des kanonischen Inhalts mit Art und Fassung. */
function isSigned({ publicKey, signature, ...said }, type, keys) {
  if (keys.get(publicKey) !== said.userId) return false;
  const content = sha256Hex(canonical({ type, version: 1, ...said }));
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  const message = Buffer.from(`pmk-fallakte/signature/v1\n${content}`);
  return verify(null, message, key, Buffer.from(signature, 'base64url'));
}

function readLine(line, at) {
  try {
    const [[kind, value], ...more] = Object.entries(JSON.parse(line));
    if (more.length === 0 && typeof value === 'object') return { kind, value };
  } catch {}
  return fail(`Zeile ${at + 1} ist nicht lesbar.`);
}

/** Folgt der Kette vom Anfang an; der erste fehlerhafte Eintrag beendet die Prüfung. */
function followChain(records, begin) {
  const { seq: first, hash: before } = begin;
  const chain = { seq: first, hash: before, hashes: new Map([[first, before]]), entries: new Map() };
  for (const { kind, value } of records) {
    if (kind !== 'entry' && kind !== 'leftOut') continue;
    const seq = chain.seq + 1;
    if (value.seq > seq) fail(`Eintrag ${seq} fehlt.`);
    if (value.seq < seq) fail(`Statt Eintrag ${seq} steht ${value.seq} da: vertauscht oder eingefügt.`);
    const { prevHash, hash, ...body } = value;
    const isEntry = kind === 'entry';
    const inner = isEntry ? sha256(canonical(body)) : Buffer.from(value.bodyHash, 'hex');
    const computed = sha256Hex(Buffer.concat([Buffer.from(chain.hash, 'hex'), inner]));
    if (isEntry && prevHash !== chain.hash) fail(`Eintrag ${seq} schließt nicht an seinen Vorgänger an.`);
    if (isEntry && hash !== computed) fail(`Eintrag ${seq} wurde verändert.`);
    Object.assign(chain, { seq, hash: computed });
    chain.hashes.set(seq, computed);
    if (isEntry) chain.entries.set(seq, value);
  }
  return chain;
}

function checkBegin({ begin, filter }, { entries }, keys) {
  const { anchor, seq, hash } = begin;
  if (!anchor) {
    const isWhole = seq === 0 && hash === '0'.repeat(64);
    return isWhole || (seq > 0 && filter !== null) || fail('Eintrag 1 fehlt: Der Anfang ist abgeschnitten.');
  }
  if (anchor.seq !== seq || anchor.hash !== hash || !isSigned(anchor, 'audit-anchor', keys))
    fail(`Die Kürzung bis Eintrag ${seq} ist nicht gültig unterschrieben.`);
  const cuts = [...entries.values()].filter(({ action }) => action === 'LOG_CUT');
  if (filter === null && !cuts.some(({ detail }) => detail.lastSeq === seq && detail.lastHash === hash))
    fail(`Die Kürzung bis Eintrag ${seq} steht nicht im Protokoll.`);
}

function checkCheckpoint(checkpoint, chain, keys) {
  const at = `Prüfpunkt bei Eintrag ${checkpoint.seq}`;
  const found = chain.hashes.get(checkpoint.seq);
  if (!found) fail(`${at}: Der Eintrag fehlt, das Protokoll endet bei ${chain.seq}.`);
  if (found !== checkpoint.hash) fail(`${at}: Das Protokoll wurde davor oder dort verändert.`);
  if (!isSigned(checkpoint, 'audit-checkpoint', keys)) fail(`${at}: Die Unterschrift stimmt nicht.`);
}

function checkEnd(records, bytes, log, chain, keys) {
  const { kind, value: end } = records.at(-1);
  if (kind !== 'signed') fail(`Die Abschlusszeile fehlt: Ende abgeschnitten, letzter Eintrag ${chain.seq}.`);
  if (end.last !== chain.seq || end.hash !== chain.hash)
    fail(`Ende abgeschnitten: Genannt ist Eintrag ${end.last}, die Datei endet bei ${chain.seq}.`);
  const isFitting = end.first === log.begin.seq + 1 && end.entries === chain.entries.size;
  if (!isFitting) fail('Die Abschlusszeile passt nicht zu den Einträgen.');
  const before = bytes.subarray(0, bytes.lastIndexOf('\n', bytes.length - 2) + 1);
  if (sha256Hex(before) !== end.sha256) fail('Prüfwert der Datei falsch: Zeilen wurden verändert.');
  if (!isSigned(end, 'audit-export', keys)) fail('Die Unterschrift der Datei stimmt nicht.');
  return end;
}

function check(bytes, kept, trusted) {
  const lines = bytes.toString('utf8').split('\n');
  if (lines.pop() !== '') fail('Die Datei endet mitten in einer Zeile: Ende abgeschnitten.');
  const records = lines.map(readLine);
  const of = (kind) => records.filter((record) => record.kind === kind).map((record) => record.value);
  const [log] = of('log');
  if (log?.format !== 'pmk-fallakte-log') fail('Das ist keine Protokolldatei von PMK-Fallakte.');
  if (log.version !== 1) fail(`Fassung ${log.version} kennt dieses Prüfprogramm nicht.`);
  const keys = new Map(of('key').map((key) => [key.publicKey, key.userId]));
  const chain = followChain(records, log.begin);
  for (const { seq, kind, salt, text } of of('text')) {
    const commitment = sha256Hex(Buffer.concat([Buffer.from(salt, 'base64url'), Buffer.from(text)]));
    if (chain.entries.get(seq)?.payload[kind] !== commitment)
      fail(`Der Text zu Eintrag ${seq} wurde verändert.`);
  }
  for (const checkpoint of of('checkpoint')) checkCheckpoint(checkpoint, chain, keys);
  checkBegin(log, chain, keys);
  const end = checkEnd(records, bytes, log, chain, keys);
  if (trusted && end.publicKey !== trusted) fail('Unterschrieben mit einem anderen Schlüssel als angegeben.');
  const [keptSeq] = [...chain.hashes].find(([, hash]) => kept && hash.startsWith(kept)) ?? [];
  if (kept && keptSeq === undefined) fail(`Der angegebene Prüfwert ${kept} kommt in der Datei nicht vor.`);
  const { seq, anchor } = log.begin;
  const leftOut = of('leftOut').length;
  say(`Einträge      ${end.first} bis ${end.last}: ${end.entries} enthalten, ${leftOut} nur als Prüfwert`);
  if (anchor) say(`Anfang        Einträge bis ${seq} fristgemäß entfernt am ${anchor.at}, unterschrieben`);
  else if (seq > 0) say(`Anfang        Ausschnitt: Eintrag ${seq} und frühere stehen nicht in der Datei`);
  if (keptSeq !== undefined) say(`Papier        Prüfwert gehört zu Eintrag ${keptSeq}`);
  say(`Prüfpunkte    ${of('checkpoint').length}, alle Unterschriften gültig`);
  say(`Unterschrift  ${end.userId} am ${end.at}, Schlüssel ${end.publicKey}`);
  return `unversehrt, Prüfwert ${end.hash}`;
}

try {
  const options = { checkpoint: { type: 'string' }, key: { type: 'string' } };
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const kept = values.checkpoint?.replace(/[\s-]/gu, '').toLowerCase() ?? '';
  if (positionals.length !== 1) throw new Error('Bitte genau eine Datei angeben.');
  if (values.checkpoint !== undefined && !/^[0-9a-f]{16,64}$/u.test(kept))
    throw new Error('--checkpoint erwartet 16 bis 64 Ziffern 0–9 und a–f.');
  const bytes = readFileSync(positionals[0]);
  process.exitCode = 1;
  say(`OK ${check(bytes, kept, values.key)}`);
  process.exitCode = 0;
} catch (error) {
  process.exitCode ??= 3;
  const isOurs = error instanceof Fault || process.exitCode === 3;
  say(`FEHLER ${process.exitCode} ${isOurs ? error.message : 'Die Datei ist unvollständig oder verändert.'}`);
}
