// A portal from nothing: local accounts, sign-in with a national identity, links that both sides keep.
// Node.js, no packages. It passes `onedoor kit check`; docs/NEW-PORTAL.md builds it day by day.
//
// State is in memory, so that the steps are easy to see. In earnest each Map is a table, and what a comment
// calls "one step" is one transaction.

import http from 'node:http'
import { createHash, createPublicKey, randomBytes, randomUUID, scryptSync, timingSafeEqual, verify } from 'node:crypto'

const PORT = Number(process.env.PORT ?? 8090)
const HERE = process.env.URL ?? `http://127.0.0.1:${PORT}` // how others reach this portal
const ISSUER = process.env.ISSUER ?? 'http://127.0.0.1:9400'
const CLIENT = process.env.CLIENT_ID ?? 'portal-under-test'
const SECRET = process.env.CLIENT_SECRET ?? ''
const ENDPOINT = `${HERE}/linking/v1`
// Another portal became part of this one (docs/LINKING.md): its endpoint says where it went.
const FORMER = '/former/linking/v1'
// Whoever lists the three events about links is told by them, and offers no PUT. This example shows both.
const BY_EVENTS = process.env.BY_EVENTS === 'yes'
const MINUTES = 60_000
const PROOF_LIFE = 10 * MINUTES // a sign-in there that is older links nothing
const LEEWAY = 60 // seconds by which clocks may differ
const LARGEST = 16 * 1024

// ---- Accounts that people have had for years ---------------------------------------------------------------

const accounts = new Map() // by user name
// As strong as people's passwords need it (OWASP: N 2^17, or less memory and more rounds).
const hash = (password, salt) => scryptSync(password, salt, 32, { N: 2 ** 14, r: 8, p: 5 })

export function addAccount(user, password, more = {}) {
  const salt = randomBytes(16)
  accounts.set(user, { id: randomUUID(), user, salt, hash: hash(password, salt), locked: false, number: null, ...more })
  return accounts.get(user)
}

const nobody = { salt: randomBytes(16), hash: randomBytes(32) }

// An unknown user name takes as long as a wrong password, and is the same answer.
function rightPassword(user, password) {
  const account = accounts.get(user) ?? nobody
  const right = timingSafeEqual(hash(password, account.salt), account.hash)
  return right && account !== nobody ? account : null
}

const accountOf = (id) => [...accounts.values()].find((account) => account.id === id)

// Ten wrong tries in ten minutes, counted by what was typed and by who tries.
const tries = new Map()
function mayTry(...names) {
  const now = Date.now()
  const lately = (name) => (tries.get(name) ?? []).filter((at) => now - at < 10 * MINUTES)
  if (names.some((name) => lately(name).length >= 10)) return false
  for (const name of names) tries.set(name, [...lately(name), now])
  return true
}
const succeeded = (...names) => names.forEach((name) => tries.delete(name))

// ---- The identity: its document, its keys, its tokens -----------------------------------------------------

let known = null // { document, keys, at }
async function discover(anew = false) {
  if (known && Date.now() - known.at < (anew ? 5_000 : 10 * MINUTES)) return known
  try {
    const document = await (await fetch(`${ISSUER}/.well-known/openid-configuration`)).json()
    if (document.issuer !== ISSUER) throw new Error('another issuer')
    const { keys } = await (await fetch(document.jwks_uri)).json()
    known = { document, keys, at: Date.now() }
  } catch (error) {
    if (!known) throw new Down(error)
  }
  return known
}

class Down extends Error {} // the identity cannot be reached: later may help
class NotBelieved extends Error {}
const believe = (holds, why) => { if (!holds) throw new NotBelieved(why) }

const decoded = (part) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))

// The claims of a token that a published key signed.
async function verified(token, typ) {
  const parts = String(token).split('.')
  believe(parts.length === 3, 'not a token')
  let header, claims
  try { [header, claims] = [decoded(parts[0]), decoded(parts[1])] } catch { believe(false, 'not a token') }
  believe(header.alg === 'ES256', 'alg') // never what the token wishes, least of all none
  believe(String(header.typ).toLowerCase() === typ, 'typ')
  const find = ({ keys }) => keys.find((key) => key.kid === header.kid && key.kty === 'EC' && key.crv === 'P-256')
  const jwk = find(await discover()) ?? find(await discover(true))
  believe(jwk, 'unknown key')
  const key = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' }
  const signed = Buffer.from(`${parts[0]}.${parts[1]}`)
  believe(verify('sha256', signed, key, Buffer.from(parts[2], 'base64url')), 'signature')
  believe(claims.iss === ISSUER, 'iss')
  return claims
}

const basic = `Basic ${Buffer.from(`${encodeURIComponent(CLIENT)}:${encodeURIComponent(SECRET)}`).toString('base64')}`
const sha256 = (data) => createHash('sha256').update(data).digest()
const seconds = () => Math.floor(Date.now() / 1000)

// ---- Signing in with the national account -----------------------------------------------------------------

const attempts = new Map() // by state: { nonce, verifier, browser, links }

// Sends the browser to the identity. `links`: to link an account that exists, whatever else is known.
async function begin(request, response, links) {
  const { document } = await discover()
  const attempt = { nonce: unguessable(), verifier: unguessable(), browser: request.browser, links, at: Date.now() }
  const state = unguessable()
  attempts.set(state, attempt)
  const query = new URLSearchParams({
    response_type: 'code', client_id: CLIENT, redirect_uri: `${HERE}/callback`, scope: 'openid profile national_number',
    state, nonce: attempt.nonce, code_challenge: sha256(attempt.verifier).toString('base64url'), code_challenge_method: 'S256',
  })
  redirect(response, `${document.authorization_endpoint}?${query}`)
}

async function callback(request, response, query) {
  const attempt = attempts.get(query.get('state'))
  if (!attempt) return stop(response, 'This sign-in was not begun here.')
  if (attempt.browser !== request.browser) return stop(response, 'This sign-in was begun in another browser.')
  attempts.delete(query.get('state')) // one answer
  if (Date.now() - attempt.at > 30 * MINUTES) return stop(response, 'This sign-in took too long.')
  if (query.get('iss') !== ISSUER) return stop(response, 'This answer is of somebody else.')
  if (query.has('error')) return stop(response, 'You are not signed in. Nothing was changed.', 200)
  let person
  try {
    person = await exchange(attempt, query.get('code'))
  } catch (error) {
    if (error instanceof NotBelieved) return stop(response, 'The answer of the national identity cannot be believed.')
    throw error
  }
  settle(request, response, { ...person, links: attempt.links })
}

async function exchange(attempt, code) {
  const { document } = await discover()
  const form = new URLSearchParams({
    grant_type: 'authorization_code', code, redirect_uri: `${HERE}/callback`, code_verifier: attempt.verifier,
  })
  const answer = await fetch(document.token_endpoint, { method: 'POST', body: form, headers: { authorization: basic } })
    .catch((error) => { throw new Down(error) })
  if (answer.status >= 500) throw new Down('token endpoint')
  believe(answer.ok, 'the code was refused')
  const tokens = await answer.json()
  const claims = await verified(tokens.id_token, 'jwt')
  believe(claims.aud === CLIENT || (Array.isArray(claims.aud) && claims.aud.length === 1 && claims.aud[0] === CLIENT), 'aud')
  believe(claims.nonce === attempt.nonce, 'nonce')
  believe(claims.exp + LEEWAY > seconds() && claims.iat - LEEWAY < seconds(), 'time')
  const left = sha256(tokens.access_token).subarray(0, 16).toString('base64url')
  believe(claims.at_hash === undefined || claims.at_hash === left, 'at_hash')
  const info = await (await fetch(document.userinfo_endpoint, {
    headers: { authorization: `Bearer ${tokens.access_token}` },
  })).json()
  believe(info.sub === claims.sub, 'userinfo of somebody else')
  return {
    subject: claims.sub, sid: claims.sid, acr: claims.acr, amr: claims.amr ?? [], proof: claims.jti,
    at: claims.auth_time * 1000, name: info.name ?? '', number: info.national_number_verified ? info.national_number : null,
  }
}

// ---- What becomes of a person ------------------------------------------------------------------------------

const proposals = new Map() // a proven national side that waits for the local side: { person, browser, at }

function settle(request, response, person) {
  const own = activeOf(person.subject)
  if (own && !person.links) return enter(request, response, own, person)
  if (!own && ofPerson(person.subject).some((link) => life(link) === 'suspended')) {
    return stop(response, 'The link with your account is suspended.', 403)
  }
  const parted = ofPerson(person.subject).length > 0
  const matches = person.number ? [...accounts.values()].filter((account) => account.number === person.number) : []
  if (matches.some((account) => standsOnAccount(account.id))) return stop(response, 'That account is linked already.', 409)
  const id = unguessable()
  proposals.set(id, { person, browser: request.browser, at: Date.now() })
  const [match] = matches
  if (matches.length === 1 && !parted && !match.locked && isFresh(person)) {
    proposals.delete(id)
    return join(request, response, person, match, 'same_number')
  }
  redirect(response, `/link/${id}`)
}

const isFresh = (person) => Date.now() - person.at < PROOF_LIFE

// The proposal of this browser, while it is good.
function proposal(request, id) {
  const found = proposals.get(id)
  return found && found.browser === request.browser && Date.now() - found.at < PROOF_LIFE ? found.person : null
}

function proposalPage(request, response, id) {
  const person = proposal(request, id)
  if (!person) return stop(response, 'This took too long. Please sign in anew.')
  const matches = person.number ? [...accounts.values()].filter((account) => account.number === person.number) : []
  const choose = matches.length > 1 ? `<form method="post" action="/link/${id}/choose">
    ${matches.map((a) => `<label><input type="radio" name="account" value="${escape(a.id)}"> ${escape(a.user)}</label>`).join('')}
    <button>Continue</button></form>` : ''
  page(response, 200, 'Not linked yet', `<p>Your national account is not linked with an account here.</p>${choose}
    ${credentials(`/link/${id}/account`)}
    <form method="post" action="/link/${id}/new"><button>I have no account here</button></form>`)
}

function proveAccount(request, response, id, form) {
  const person = proposal(request, id)
  if (!person) return stop(response, 'This took too long. Please sign in anew.')
  const user = form.get('user_name') ?? ''
  const names = [`user ${user}`, `person ${person.subject}`]
  if (!mayTry(...names)) return stop(response, 'Too many tries. Please wait ten minutes.', 429)
  const account = rightPassword(user, form.get('password') ?? '')
  if (!account) return page(response, 422, 'Wrong', `<p>User name or password is wrong.</p>${credentials(`/link/${id}/account`)}`)
  succeeded(...names)
  takeProposal(request, response, id, account, 'password')
}

// One step: the proposal is used up, and the link is made.
function takeProposal(request, response, id, account, how) {
  const person = proposal(request, id)
  if (!person) return stop(response, 'This was done already.', 409)
  const refused = refusal(person, account)
  if (refused) return stop(response, `It was not linked: ${refused}.`, 409)
  proposals.delete(id)
  return join(request, response, person, account, how)
}

// Why this person cannot link this account: the code of the interface.
function refusal(person, account) {
  if (account.locked) return 'account_locked'
  const standing = standsOnAccount(account.id)
  if (standing && !isSame(standing.subject, person.subject)) return 'account_taken'
  if (standing) return life(standing) === 'suspended' ? 'link_suspended' : 'link_unconfirmed'
  if (ofPerson(person.subject).some((link) => life(link) !== 'ended')) return 'person_has_another'
  if (account.number && person.number && account.number !== person.number) return 'another_persons_account'
  if (!isFresh(person)) return 'prove_again'
  return null
}

async function join(request, response, person, account, how) {
  const link = makeLink(person, account, how)
  await tell(link)
  if (life(link) === 'active') return enter(request, response, link, person)
  page(response, 200, 'Waiting', `<p>The national identity has not confirmed the link yet. It opens nothing before that.</p>
    <form method="post" action="/link/${link.id}/again"><button>Look again</button></form>`)
}

// ---- Links --------------------------------------------------------------------------------------------------

const links = new Map() // by id
const UNKNOWN = { number: 0, standing: 'unknown' }

function life({ mine, theirs }) {
  if (mine.standing === 'ended' || theirs.standing === 'ended') return 'ended'
  if (mine.standing === 'suspended' || theirs.standing === 'suspended') return 'suspended'
  return mine.standing === 'confirmed' && theirs.standing === 'confirmed' ? 'active' : 'waiting'
}
const ofPerson = (subject) => [...links.values()].filter((link) => isSame(link.subject, subject))
const activeOf = (subject) => ofPerson(subject).find((link) => life(link) === 'active')
const standsOnAccount = (account) => [...links.values()].find((link) => link.account === account && life(link) !== 'ended')

function makeLink(person, account, how) {
  const now = Date.now()
  const two = person.amr.length > 1 || person.amr.includes('mfa')
  const link = {
    id: `link_${randomUUID()}`, subject: person.subject, account: account.id, told: 0,
    mine: { number: 1, standing: 'confirmed', at: now }, theirs: UNKNOWN, proof: person.proof,
    evidence: {
      subject: person.subject, system: 'example', account: account.id, label: account.user, proof: person.proof,
      national: { at: person.at, acr: person.acr, authentication: two ? 2 : 1 },
      local: { how, at: now }, assurance: 'urn:onedoor:loa:1', made_by: madeBy(how, account),
    },
  }
  links.set(link.id, link)
  return link
}

// Who made it: `officer`, where our staff looked at a document and wrote the number down.
function madeBy(how, account) {
  if (how !== 'same_number') return 'person'
  return account.seenByOfficer ? 'officer' : 'automatic'
}

// Our own part changes, and the telling is put down: one step.
function change(link, standing, why) {
  if (link.mine.standing === 'ended') return
  link.mine = { number: link.mine.number + 1, standing, at: Date.now(), why }
  if (standing === 'ended') endSessions((session) => session.link === link.id)
}

// Hears where the other side stands: the greater number is kept, and an end always.
function hear(link, report) {
  link.told = Math.max(link.told, Math.min(report.heard.number, link.mine.number))
  const before = life(link)
  const ends = report.part.standing === 'ended' && link.theirs.standing !== 'ended'
  if (ends || (report.part.number > link.theirs.number && link.theirs.standing !== 'ended')) link.theirs = report.part
  if (before === 'active' && life(link) !== 'active') endSessions((session) => session.link === link.id)
}

const report = (link) => ({ part: link.mine, heard: link.theirs })
const owes = (link) => link.told < link.mine.number

// Tells the identity; what fails is done again by `upkeep`.
async function tell(link) {
  for (let turn = 0; turn < 3 && owes(link); turn += 1) {
    try {
      const { document } = await discover()
      const body = JSON.stringify(link.told === 0 ? { ...report(link), evidence: link.evidence } : report(link))
      const answer = await fetch(`${document.onedoor_linking_endpoint}/links/${link.id}`, {
        method: 'PUT', body, headers: { authorization: basic, 'content-type': 'application/json' },
        signal: AbortSignal.timeout(3_000),
      })
      if (!answer.ok) return
      const said = readReport(await answer.json())
      if (said) hear(link, said)
    } catch { return }
  }
}
const upkeep = () => [...links.values()].filter(owes).forEach(tell)

// ---- The linking interface ---------------------------------------------------------------------------------

class Problem extends Error {
  constructor(status, code, more = {}) { super(code); Object.assign(this, { status, code, more }) }
}

const seen = new Map() // by jti: until when it is remembered

// Who calls, proven for this very request, once.
async function caller(request, body, url) {
  const token = /^bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  try {
    believe(token, 'no token')
    const claims = await verified(token, 'onedoor-linking+jwt')
    believe(claims.aud === ENDPOINT, 'aud')
    believe(claims.htm === request.method && claims.htu === `${HERE}${url}`, 'htm, htu')
    believe(claims.htb === sha256(body).toString('base64url'), 'htb')
    const now = seconds()
    believe(claims.iat <= now + LEEWAY && claims.exp > now - LEEWAY && claims.exp <= claims.iat + 60, 'time')
    believe(typeof claims.jti === 'string' && claims.jti.length > 0 && claims.jti.length < 256, 'jti')
    for (const [jti, until] of seen) if (until < now) seen.delete(jti)
    if (seen.has(claims.jti)) throw new Problem(401, 'replayed')
    seen.set(claims.jti, claims.exp + 300)
  } catch (error) {
    if (error instanceof NotBelieved) throw new Problem(401, 'unauthenticated')
    throw error
  }
}

const STANDINGS = ['confirmed', 'suspended', 'ended']
const REASONS = ['by_person', 'by_staff', 'suspicion', 'account_closed', 'person_closed', 'system_retired', 'account_taken',
  'proof_unknown', 'proof_used', 'unconfirmed', 'forgotten', 'merged', 'unproven', 'recalled']

function readPart(part) {
  const { number, standing, at, why } = part ?? {}
  if (!Number.isInteger(number) || number < 0 || number > 1_000_000) return null
  if (number === 0) return standing === 'unknown' ? UNKNOWN : null
  if (!STANDINGS.includes(standing) || !Number.isSafeInteger(at) || at < 0) return null
  if (standing !== 'confirmed' && !REASONS.includes(why)) return null
  return standing === 'confirmed' ? { number, standing, at } : { number, standing, at, why }
}

function readReport(json) {
  const [part, heard] = [readPart(json?.part), readPart(json?.heard)]
  return part && heard ? { part, heard } : null
}

function parse(body) {
  try { return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) } catch { throw new Problem(400, 'malformed') }
}

async function linking(request, url, body) {
  await caller(request, body, url)
  const path = url.slice('/linking/v1'.length)
  if (request.method === 'GET' && path === '') {
    return { version: 1, system: 'example', name: { en: 'Example portal' }, way: 'credentials',
      page: `${HERE}/initiate`, organisations: false, events: [SUBJECT_CHANGED, ...(BY_EVENTS ? LINK_EVENTS : [])] }
  }
  if (request.method === 'POST' && path === '/links') return asked(parse(body))
  const id = /^\/links\/(link_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/.exec(path)?.[1]
  if (request.method !== 'PUT' || !id || BY_EVENTS) throw new Problem(404, 'not_found')
  const told = readReport(parse(body))
  if (!told) throw new Problem(400, 'malformed')
  const link = links.get(id)
  // Lost with an older database: nobody here can vouch for it.
  if (!link) return { part: { number: 1, standing: 'ended', at: Date.now(), why: 'forgotten' }, heard: told.part }
  hear(link, told)
  return report(link)
}

// The person typed user name and password at the identity.
async function asked(wanted) {
  const texts = ['proof', 'subject', 'acr', 'user_name', 'password']
  const sound = wanted && texts.every((name) => typeof wanted[name] === 'string') && Number.isInteger(wanted.auth_time)
  if (!sound) throw new Problem(400, 'malformed')
  const before = [...links.values()].find((link) => link.proof === wanted.proof)
  if (before && (before.subject !== wanted.subject || life(before) === 'ended')) throw new Problem(409, 'proof_used')
  if (before) return report(before)
  const person = { subject: wanted.subject, acr: wanted.acr, amr: Array.isArray(wanted.amr) ? wanted.amr : [],
    at: wanted.auth_time * 1000, proof: wanted.proof, number: wanted.national_number_verified ? wanted.national_number : null }
  const names = [`user ${wanted.user_name}`, `person ${wanted.subject}`]
  if (!mayTry(...names)) throw new Problem(429, 'too_many_requests', { retry_after: 600 })
  const account = rightPassword(wanted.user_name, wanted.password)
  if (!account) throw new Problem(422, 'wrong_credentials')
  succeeded(...names)
  const refused = refusal(person, account)
  if (refused) throw new Problem(refused === 'prove_again' ? 403 : 409, refused)
  const link = makeLink(person, account, 'password')
  await tell(link)
  return report(link)
}

// ---- Events --------------------------------------------------------------------------------------------------

const SUBJECT_CHANGED = 'urn:onedoor:event:subject-changed'
const LINK_EVENTS = ['linked', 'suspended', 'ended'].map((name) => `urn:onedoor:event:${name}`)
const names = new Map() // what a person is called from now on, by what they were called
const DAYS = 24 * 3600

function nameNow(subject) {
  for (let step = 0; step < 20 && names.has(subject); step += 1) subject = names.get(subject)
  return subject
}
const isSame = (one, two) => nameNow(one) === nameNow(two)

// Links stay as they were proven; they are found by every name. Told twice is the same.
async function event(token) {
  const claims = await verified(token, 'secevent+jwt')
  believe(claims.aud === ENDPOINT, 'aud')
  believe(claims.iat > seconds() - 60 * DAYS && claims.iat < seconds() + DAYS, 'iat')
  believe(claims.sub_id?.format === 'iss_sub' && claims.sub_id.iss === ISSUER && typeof claims.sub_id.sub === 'string', 'sub_id')
  believe(claims.events && Object.keys(claims.events).length === 1, 'events')
  for (const name of LINK_EVENTS) {
    const told = readReport(claims.events[name])
    const link = links.get(claims.events[name]?.link)
    if (told && link && isSame(link.subject, claims.sub_id.sub)) hear(link, told)
  }
  const { subject } = claims.events[SUBJECT_CHANGED] ?? {}
  if (typeof subject === 'string' && !isSame(subject, claims.sub_id.sub)) names.set(claims.sub_id.sub, subject)
}

// ---- Sessions and pages --------------------------------------------------------------------------------------

const sessions = new Map() // by the value of the cookie: { account, link, subject, sid }
const unguessable = () => randomBytes(32).toString('base64url')
const endSessions = (which) => { for (const [key, session] of sessions) if (which(session)) sessions.delete(key) }

function enter(request, response, link, person) {
  const key = unguessable() // a new value with every sign-in
  sessions.delete(request.session)
  sessions.set(key, { account: link.account, link: link.id, subject: person.subject, sid: person.sid })
  response.appendHeader('set-cookie', `session=${key}; Path=/; HttpOnly; SameSite=Lax`)
  redirect(response, '/dossiers')
}

// OpenID Connect Back-Channel Logout 1.0.
async function loggedOut(form) {
  const claims = await verified(form.get('logout_token') ?? '', 'logout+jwt')
  const event = claims.events?.['http://schemas.openid.net/event/backchannel-logout']
  believe(claims.aud === CLIENT && event && claims.nonce === undefined && (claims.sub || claims.sid), 'claims')
  believe(claims.exp + LEEWAY > seconds() && claims.iat - LEEWAY < seconds(), 'time')
  endSessions((session) => claims.sid ? session.sid === claims.sid : session.subject === claims.sub)
}

const escape = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
const credentials = (action) => `<form method="post" action="${action}">
  <label>User name <input name="user_name" autocomplete="username"></label>
  <label>Password <input name="password" type="password" autocomplete="current-password"></label><button>Continue</button></form>`

function page(response, status, title, body) {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; form-action 'self'; frame-ancestors 'none'", 'referrer-policy': 'no-referrer' })
  response.end(`<!doctype html><html lang="en"><title>${escape(title)}</title><h1>${escape(title)}</h1>${body}</html>`)
}
const stop = (response, words, status = 403) =>
  page(response, status, 'Not signed in', `<p>${escape(words)}</p><p><a href="/sign-in/national">Try again</a></p>`)
function redirect(response, to) { response.writeHead(303, { location: to }); response.end() }

function linksPage(response, session) {
  const own = [...links.values()].filter((link) => link.account === session.account && life(link) !== 'ended')
  page(response, 200, 'Linked accounts', own.map((link) => `<form method="post" action="/links/${link.id}/end"><button>End the link</button></form>`).join(''))
}

async function route(request, response, url, body) {
  const { pathname, searchParams } = new URL(url, HERE)
  const session = sessions.get(request.session)
  const form = new URLSearchParams(body.toString('utf8'))
  const [, room, id, step] = pathname.split('/')
  const at = `${request.method} ${pathname}`
  if (request.method === 'POST' && room !== 'backchannel-logout' && request.headers.origin !== new URL(HERE).origin) {
    return stop(response, 'This form was not sent from here.')
  }
  if (at === 'GET /sign-in/national') return begin(request, response, false)
  if (at === 'GET /initiate') {
    return searchParams.get('iss') === ISSUER ? begin(request, response, true) : stop(response, 'An unknown identity.', 404)
  }
  if (at === 'GET /callback') return callback(request, response, searchParams)
  if (at === 'POST /backchannel-logout') {
    return loggedOut(form).then(() => response.writeHead(200).end(), () => response.writeHead(400).end())
  }
  if (at === 'GET /dossiers') return session ? page(response, 200, 'Your dossiers', escape(accountOf(session.account).user)) : redirect(response, '/sign-in/national')
  if (at === 'GET /links') return session ? linksPage(response, session) : redirect(response, '/sign-in/national')
  if (room === 'links' && step === 'end' && request.method === 'POST') {
    const link = links.get(id)
    if (!session || link?.account !== session.account) return stop(response, 'That is not your link.')
    change(link, 'ended', 'by_person')
    await tell(link)
    return stop(response, 'The link has ended.', 200)
  }
  if (room === 'link' && request.method === 'GET' && !step) return proposalPage(request, response, id)
  if (room === 'link' && request.method === 'POST') {
    if (step === 'account') return proveAccount(request, response, id, form)
    if (step === 'new') {
      const person = proposal(request, id)
      if (!person || activeOf(person.subject)) return stop(response, 'This was done already.', 409)
      return takeProposal(request, response, id, addAccount(`new-${randomUUID()}`, unguessable(), { number: person.number }), 'made_here')
    }
    if (step === 'choose') {
      const account = accountOf(form.get('account'))
      const person = proposal(request, id)
      if (!person || !account || account.number !== person.number) return stop(response, 'That is not your account.')
      return takeProposal(request, response, id, account, 'same_number')
    }
    if (step === 'again') return begin(request, response, false)
  }
  page(response, 404, 'Not found', '')
}

// Undefined if there is more than anybody sends.
async function readBody(request) {
  const pieces = []
  let length = 0
  for await (const piece of request) {
    length += piece.length
    if (length <= LARGEST) pieces.push(piece)
  }
  return length <= LARGEST ? Buffer.concat(pieces) : undefined
}

async function serve(request, response) {
  const cookies = Object.fromEntries((request.headers.cookie ?? '').split('; ').map((pair) => pair.split('=')))
  request.session = cookies.session
  request.browser = cookies.browser ?? unguessable()
  if (!cookies.browser) response.appendHeader('set-cookie', `browser=${request.browser}; Path=/; HttpOnly; SameSite=Lax`)
  const program = request.url.startsWith('/linking/v1')
  try {
    const body = await readBody(request)
    if (!body) throw new Problem(413, 'too_large')
    if (request.url.startsWith(FORMER)) throw new Problem(410, 'moved', { moved_to: ENDPOINT })
    if (!program) return await route(request, response, request.url, body)
    if (request.method === 'POST' && request.url === '/linking/v1/events') {
      await event(body.toString('utf8'))
      return response.writeHead(202).end()
    }
    const answer = JSON.stringify(await linking(request, request.url, body))
    response.writeHead(200, { 'content-type': 'application/json' }).end(answer)
  } catch (error) {
    if (error instanceof Problem) {
      const { status, code, more } = error
      const problem = JSON.stringify({ status, code, title: code, ...more })
      return response.writeHead(status, { 'content-type': 'application/problem+json' }).end(problem)
    }
    if (error instanceof NotBelieved) {
      return response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ err: 'invalid_request' }))
    }
    if (!(error instanceof Down)) console.error(error)
    if (program) return response.writeHead(503).end()
    page(response, 503, 'Please try later', '<p>The national identity does not answer. <a href="/sign-in/national">Try again</a></p>')
  }
}

addAccount('kit-free', 'a test password 1')
addAccount('kit-other', 'a test password 2')
addAccount('kit-locked', 'a test password 3', { locked: true })
addAccount('kit-numbered', 'a test password 4', { number: '036188001234', seenByOfficer: true })
addAccount('kit-claimed', 'a test password 5') // what nobody proved is not kept as a number
addAccount('kit-twin-1', 'a test password 6', { number: '079085001111' })
addAccount('kit-twin-2', 'a test password 7', { number: '079085001111' })
http.createServer(serve).listen(PORT, '127.0.0.1', () => console.log(`portal: ${HERE}`))
setInterval(upkeep, 2_000).unref()
