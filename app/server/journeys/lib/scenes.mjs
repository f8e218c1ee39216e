// Pages that nobody comes to by links: in the middle of journeys, and when something went wrong.
// Each scene is walked by somebody with an empty browser, and by `another()` if it takes two browsers;
// `look(name)` is called at each page.
import { entersAdministration, fileOf, gives, isInState, waitsFor } from './administration.mjs';
import { consentsIfAsked, registers, signsIn } from './identity.mjs';
import { appliesAt, choosesOwnOrganisation, fillsApplication, signsInLocally } from './portal.mjs';
import { staff } from './scenes_console.mjs';
import { systems } from './scenes_systems.mjs';
import { freshName, freshPhone } from './world.mjs';

/** Registering, with a wrong code, a new code and a password that will not do. */
async function registration({ world, visitor, look }) {
  const phone = freshPhone();
  await visitor.goto(world.at('vneid', '/register'));
  await visitor.fill('name-label', 'Đỗ Thị Bích Ngọc');
  await visitor.fill('phone-label', phone);
  await visitor.tick('register-consent-label');
  await visitor.press('register-get-code');
  await look('code');
  await visitor.fill('code-label', '12');
  await visitor.press('code-continue');
  await look('code-wrong');
  const code = await world.code(phone, () => visitor.press('code-send-again'));
  await look('code-again');
  await visitor.fill('code-label', code);
  await visitor.press('code-continue');
  await look('credentials');
  await visitor.fill('login-label', 'a b');
  await visitor.fill('password-label', '1234567890');
  await visitor.press('register-finish');
  await look('credentials-wrong');
  await visitor.fill('login-label', freshName());
  await visitor.fill('password-label', 'ba con thuyền giấy');
  await visitor.fill('password-again-label', 'ba con thuyền giấy');
  await visitor.press('register-finish');
  await look('done');
  await visitor.goto(world.at('vneid', '/account'));
  await visitor.signsOut();
  await look('signed-out');
}

/** Coming to the province with the national account, and the account that was made. */
async function madeAndLinked({ world, visitor, look }) {
  await visitor.goto(world.at('haiduong', '/sign-in?return_to=%2Fdossiers'));
  await visitor.follow('portal-way-dvcqg');
  await look('sign-in-ahead');
  await registers(visitor, world, { name: 'Vũ Thị Thu Hà', phone: freshPhone(), login: freshName(), password: 'bốn mùa hoa cải vàng' });
  await consentsIfAsked(visitor);
  await look('arrived');
  await visitor.goto(world.at('haiduong', '/account/links'));
  await look('links');
  await visitor.goto(world.at('id.dvcqg', '/account/consents'));
  await look('consents');
  await visitor.goto(world.at('id.dvcqg', '/oauth/end-session'));
  await look('sign-out-asked');
  await visitor.goto(world.at('haiduong'));
  await visitor.signsOut();
  await look('signed-out');
}

/** Coming to the school through Gosuslugi with an account that is somebody else's, then cancelling. */
async function notLinkedYet({ world, visitor, look }) {
  const taken = world.sample('smirnova').account('school');
  await visitor.goto(world.at('school', '/sign-in'));
  await visitor.follow('portal-way-esia');
  await signsIn(visitor, world.sample('kuznetsov').account('esia'));
  await consentsIfAsked(visitor);
  await look('not-linked-yet');
  const answered = visitor.path();
  await visitor.follow('link-continue');
  await look('organisation');
  await choosesOwnOrganisation(visitor, taken);
  await look('account');
  await visitor.fill('portal-user-name', taken.login);
  await visitor.fill('portal-password', 'x');
  await visitor.press('link-account-button');
  await look('account-wrong');
  await visitor.fill('portal-password', taken.password);
  await visitor.press('link-account-button');
  await look('taken');
  await visitor.press('link-cancel');
  await look('cancelled');
  await visitor.goto(world.at('school', answered));
  await look('over');
  await visitor.goto(world.at('school', '/sign-in/callback?code=x&state=x&iss=x'));
  await look('unknown');
}

/** Comes to the portal through `way` with a national account; ends at whatever is answered. */
async function comes({ world, visitor }, portal, way, identity, handle) {
  await visitor.goto(world.at(portal, '/sign-in'));
  await visitor.follow(`portal-way-${way}`);
  await signsIn(visitor, world.sample(handle).account(identity));
  await consentsIfAsked(visitor);
}

async function proves(visitor, { login, password }) {
  await visitor.fill('portal-user-name', login);
  await visitor.fill('portal-password', password);
  await visitor.press('link-account-button');
}

/** The old account at the province, while elsewhere the same person says that there is none. */
async function hasAnother({ world, visitor, another, look }) {
  await comes({ world, visitor }, 'haiduong', 'dvcqg', 'id.dvcqg', 'hung');
  await look('known');
  await visitor.follow('link-continue');
  await look('account');
  const elsewhere = await another();
  await comes({ world, visitor: elsewhere }, 'haiduong', 'dvcqg', 'id.dvcqg', 'hung');
  await elsewhere.press('link-new-button');
  await look('made', elsewhere);
  await proves(visitor, world.sample('hung').account('haiduong'));
  await look('another');
  await visitor.press('link-another-button');
  await look('signed-in');
}

/** Two accounts at the school, linked one after the other; then one of them is chosen. */
async function several({ world, visitor, another, look }) {
  const elsewhere = await another();
  for (const who of [visitor, elsewhere]) await comes({ world, visitor: who }, 'school', 'esia', 'esia', 'petrov');
  for (const [who, handle] of [[visitor, 'petrov'], [elsewhere, 'ivanova']]) {
    const account = world.sample(handle).account('school');
    await who.follow('link-continue');
    await choosesOwnOrganisation(who, account);
    await proves(who, account);
    await look(`linked-${handle}`, who);
  }
  const later = await another();
  await comes({ world, visitor: later }, 'school', 'esia', 'esia', 'petrov');
  await look('choose', later);
  await later.press('link-continue');
  await look('chosen', later);
  await later.goto(world.at('school', '/account/links'));
  await look('links', later);
}

/** A person whose number somebody else had typed in, with the password of somebody else's account. */
async function anothers({ world, visitor, look }) {
  await comes({ world, visitor }, 'haiduong', 'dvcqg', 'id.dvcqg', 'tuan');
  await look('asked');
  await visitor.follow('link-continue');
  await proves(visitor, world.sample('mai').account('haiduong'));
  await look('taken');
}

/** A new password by a code. */
async function reset({ world, visitor, look }) {
  const mai = world.sample('mai');
  await visitor.goto(world.at('haiduong', '/reset'));
  await visitor.fill('portal-reset-who', 'cuahangmai');
  const code = await world.code(mai.phone, () => visitor.press('portal-reset-send'));
  await look('code');
  await visitor.fill('portal-code', '12');
  await visitor.press('portal-next');
  await look('code-wrong');
  await visitor.fill('portal-code', code);
  await visitor.press('portal-next');
  await look('password');
  await visitor.fill('portal-new-password', 'x');
  await visitor.press('portal-reset-button');
  await look('password-wrong');
}

/** An application from the first word to its end. */
async function application({ world, visitor, look }) {
  await visitor.goto(world.at('haiduong', '/sign-in?return_to=%2Fprocedures%2F1.001193'));
  await signsInLocally(visitor, { login: 'maipt', password: world.sample('mai').account('haiduong').password });
  const procedure = await visitor.heading().innerText();
  await appliesAt(visitor, procedure, ['Thành phố Hải Phòng', 'Phường Hải Dương']);
  await look('write');
  await fillsApplication(visitor, { applicant: '', phone: '1', email: 'x', request: '' });
  await look('write-wrong');
  await fillsApplication(visitor, { applicant: 'Phạm Thị Mai', phone: '0912 345 003', email: '', request: 'Khai sinh cho con gái.' });
  await look('review');
  const review = visitor.page.url();
  await visitor.goto(world.at('haiduong', '/dossiers'));
  await look('drafts');
  await visitor.goto(review);
  await visitor.press('services-review-submit');
  await look('submitted');
  await visitor.follow('services-submitted-open');
  await look('dossier');
  await visitor.follow('services-dossier-withdraw');
  await look('withdraw');
  await visitor.press('services-dossier-withdraw');
  await look('withdrawn');
}

/** A telephone number at the portal, confirmed by a code. */
async function phone({ world, visitor, look }) {
  const { login, password } = world.sample('mai').account('haiduong');
  await visitor.goto(world.at('haiduong', '/sign-in?return_to=%2Faccount%2Fphone'));
  await signsInLocally(visitor, { login, password });
  await look('ask');
  const number = freshPhone();
  await visitor.fill('portal-account-phone', number);
  await visitor.fill('portal-current-password', password);
  const code = await world.code(number, () => visitor.press('portal-reset-send'));
  await look('code');
  await visitor.fill('portal-code', '12');
  await visitor.press('portal-next');
  await look('code-wrong');
  await visitor.fill('portal-code', code);
  await visitor.press('portal-next');
  await look('confirmed');
}

/** What the provider asks of somebody who is signed in: which account, the password again, consent. */
async function asked({ world, visitor, look }) {
  const request = (prompt, more = {}) => world.at('id.dvcqg', `/oauth/authorize?${new URLSearchParams({
    client_id: 'haiduong', response_type: 'code', redirect_uri: world.at('haiduong', '/sign-in/callback'), scope: 'openid profile',
    state: 'x', code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256', prompt, ...more,
  })}`);
  await visitor.goto(request('select_account'));
  await signsIn(visitor, world.sample('lan').account('id.dvcqg'));
  await look('after-sign-in');
  for (const prompt of ['select_account', 'login', 'consent']) {
    await visitor.goto(request(prompt));
    await look(prompt);
  }
  await visitor.press('consent-deny');
  await look('denied');
  await visitor.goto(request('login', { redirect_uri: 'https://elsewhere.example/' }));
  await look('other-address');
}

/** Linking from the settings of the school, and the code by SMS that Gosuslugi asks for. */
async function confirmedByCode({ world, visitor, look }) {
  const petrov = world.sample('petrov');
  const { phone, school, esia } = { phone: petrov.phone, school: petrov.account('school'), esia: petrov.account('esia') };
  await visitor.goto(world.at('school', '/sign-in?return_to=%2Faccount%2Flinks'));
  await choosesOwnOrganisation(visitor, school);
  await signsInLocally(visitor, school);
  await look('settings');
  await visitor.page.locator('main form button.site-way').click();
  await signsIn(visitor, esia);
  await visitor.sees('factor-title');
  await look('ask');
  await world.code(phone, () => visitor.press('register-get-code'));
  await look('code');
  await visitor.fill('code-label', '12');
  await visitor.press('code-continue');
  await look('code-wrong');
  await visitor.press('code-send-again');
  await look('code-again');
  await visitor.press('way-back-to', { portal: visitor.t('site-name-school') });
  await look('back');
}

/** The national portal, where the identity is its own and nothing is asked. */
async function atNational({ world, visitor, look }) {
  await comes({ world, visitor }, 'dvcqg', 'vneid', 'vneid', 'khai');
  for (const page of ['', 'account', 'dossiers', 'account/links', 'account/sessions']) {
    await visitor.goto(world.at('dvcqg', `/${page}`));
    await look(page || 'front');
  }
}

/** The administration of a portal, and the question that a prepared link asks its person. */
async function administration({ world, visitor, another, look }) {
  await entersAdministration(visitor, world, { look });
  await gives(visitor, 'x.csv', 'user_name\n');
  await look('upload-wrong');
  await gives(visitor, 'haiduong.csv', fileOf([['tuan85', world.sample('tuan').national_number], ['maipt', '030190005687']], 3));
  await waitsFor(visitor, 'admin-write');
  await look('checked');
  await visitor.press('admin-write');
  await isInState(visitor, 'admin-state-done');
  await visitor.goto(world.at('haiduong', '/administration'));
  await look('dashboard');
  const person = await another();
  await comes({ world, visitor: person }, 'haiduong', 'dvcqg', 'id.dvcqg', 'tuan');
  await person.sees('link-prepared-title');
  await look('prepared', person);
}

/** Wrong passwords until it is time to wait. */
async function tooMany({ world, visitor, look }) {
  const tries = async (most) => {
    for (let i = 0; i < most; i += 1) {
      await visitor.page.locator('#identifier, #user_name').fill('ai.do');
      await visitor.page.locator('#password').fill('sai');
      await visitor.thereby(() => visitor.page.locator('#password').press('Enter'));
      if (visitor.status === 429) return;
    }
    throw new Error(`${most} wrong passwords, and ${visitor.page.url()} does not ask to wait`);
  };
  await visitor.goto(world.at('vneid', '/sign-in'));
  await tries(12);
  await look('identity');
  await visitor.goto(world.at('haiduong', '/sign-in'));
  await tries(12);
  await look('portal');
  await visitor.goto(world.at('haiduong', '/reset'));
  for (let i = 0; i < 12 && visitor.status !== 429; i += 1) {
    await visitor.goto(world.at('haiduong', '/reset'));
    await visitor.fill('portal-reset-who', 'ai.do');
    await visitor.press('portal-reset-send');
  }
  await look('reset');
}

/** Two accounts that are merged, and an address that is over. */
async function merging({ world, visitor, look }) {
  const another = { name: 'Hoàng Thị Lan', phone: freshPhone(), login: freshName(), password: 'mưa phùn tháng giêng' };
  await visitor.goto(world.at('id.dvcqg', '/sign-in?return_to=%2Faccount%2Fmerge'));
  await registers(visitor, world, another);
  await look('begin');
  await visitor.press('merge-begin');
  await look('other');
  await signsIn(visitor, world.sample('lan').account('id.dvcqg'));
  await look('preview');
  await visitor.press('merge-confirm');
  await look('preview-wrong');
  await visitor.tick('merge-mine');
  await visitor.press('merge-confirm');
  await look('merged');
  await visitor.follow('merge-undo');
  await look('undo');
  await visitor.press('merge-undo');
  await look('undone');
  await visitor.goto(world.at('id.dvcqg', '/merge/undo?key=x'));
  await look('over');
}

/** Settings that are changed in two windows, and a place that is no more. */
async function twoWindows({ world, visitor, look }) {
  const personal = world.at('id.dvcqg', '/account/settings/personal');
  await visitor.goto(personal);
  await signsIn(visitor, world.sample('lan').account('id.dvcqg'));
  const other = await visitor.tab();
  await other.goto(personal);
  await other.fill('settings-employer', 'Bưu điện Hà Nội');
  await other.press('settings-save');
  await visitor.fill('settings-employer', 'Trường Kim Liên');
  await visitor.press('settings-save');
  await look('meanwhile');
  await visitor.goto(world.at('id.dvcqg', '/account/settings/addresses/place?country=vn&q=xuan+tao'));
  await look('former');
  await visitor.goto(world.at('id.dvcqg', '/account/settings/addresses/new?country=ru&place=14'));
  await visitor.fill('address-street', 'ул. Ленина, д. 5');
  await visitor.press('settings-save');
  await look('region');
}

/** What goes wrong at the provider and with forms. */
async function refusals({ world, visitor, look }) {
  await visitor.goto(world.at('id.dvcqg', '/oauth/authorize?client_id=nobody&response_type=code'));
  await look('unknown-client');
  await visitor.goto(world.at('id.dvcqg', '/oauth/authorize?client_id=haiduong&request_uri=urn%3Ax'));
  await look('unknown-request');
  await visitor.goto(world.at('vneid', '/sign-in'));
  await visitor.page.locator('main form input[name=csrf]').first().evaluate((field) => { field.value = 'stale'; });
  await visitor.press('sign-in-button');
  await look('expired');
}

export const SCENES = {
  registration, madeAndLinked, notLinkedYet, confirmedByCode, hasAnother, several, anothers, reset, application, phone, asked, atNational,
  administration, refusals, systems, tooMany, merging, staff, twoWindows,
};
