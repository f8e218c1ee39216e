// Pages that nobody comes to by links: in the middle of journeys, and when something went wrong.
// Each scene is walked by somebody with an empty browser; `look(name)` is called at each of its pages.
import { consentsIfAsked, registers, signsIn } from './identity.mjs';
import { appliesAt, choosesOwnOrganisation, fillsApplication, signsInLocally } from './portal.mjs';
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
  await look('code-wrong', { problems: true });
  const code = await world.code(phone, () => visitor.press('code-send-again'));
  await look('code-again');
  await visitor.fill('code-label', code);
  await visitor.press('code-continue');
  await look('credentials');
  await visitor.fill('login-label', 'a b');
  await visitor.fill('password-label', '1234567890');
  await visitor.press('register-finish');
  await look('credentials-wrong', { problems: true });
  await visitor.fill('login-label', freshName());
  await visitor.fill('password-label', 'ba con thuyền giấy');
  await visitor.fill('password-again-label', 'ba con thuyền giấy');
  await visitor.press('register-finish');
  await look('done');
  await visitor.goto(world.at('vneid', '/account'));
  await visitor.signsOut();
  await look('signed-out');
}

/** Coming to the province with the national account: consent, and the account that was made. */
async function madeAndLinked({ world, visitor, look }) {
  await visitor.goto(world.at('haiduong', '/sign-in?return_to=%2Fdossiers'));
  await visitor.follow('portal-way-dvcqg');
  await look('sign-in-ahead');
  await registers(visitor, world, { name: 'Vũ Thị Thu Hà', phone: freshPhone(), login: freshName(), password: 'bốn mùa hoa cải vàng' });
  await look('consent');
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
  await look('account-wrong', { problems: true });
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

/** An old account at the province, linked by its password. */
async function linked({ world, visitor, look }) {
  const hung = world.sample('hung');
  await visitor.goto(world.at('haiduong', '/sign-in'));
  await visitor.follow('portal-way-dvcqg');
  await signsIn(visitor, hung.account('id.dvcqg'));
  await consentsIfAsked(visitor);
  if (new URL(visitor.page.url()).pathname === '/') return; // linked by the walk in another language
  await look('known');
  await visitor.follow('link-continue');
  await visitor.fill('portal-user-name', hung.account('haiduong').login);
  await visitor.fill('portal-password', hung.account('haiduong').password);
  await visitor.press('link-account-button');
  await look('linked');
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
  await look('code-wrong', { problems: true });
  await visitor.fill('portal-code', code);
  await visitor.press('portal-next');
  await look('password');
  await visitor.fill('portal-new-password', 'x');
  await visitor.press('portal-reset-button');
  await look('password-wrong', { problems: true });
}

/** An application from the first word to its end. */
async function application({ world, visitor, look }) {
  await visitor.goto(world.at('haiduong', '/sign-in?return_to=%2Fprocedures%2F1.001193'));
  await signsInLocally(visitor, { login: 'maipt', password: world.sample('mai').account('haiduong').password });
  const procedure = await visitor.heading().innerText();
  await appliesAt(visitor, procedure, ['Thành phố Hải Phòng', 'Phường Hải Dương']);
  await look('write');
  await fillsApplication(visitor, { applicant: '', phone: '1', email: 'x', request: '' });
  await look('write-wrong', { problems: true });
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

/** What goes wrong at the provider and with forms. */
async function refusals({ world, visitor, look }) {
  await visitor.goto(world.at('id.dvcqg', '/oauth/authorize?client_id=nobody&response_type=code'));
  await look('unknown-client');
  await visitor.goto(world.at('vneid', '/sign-in'));
  await visitor.page.locator('main form input[name=csrf]').first().evaluate((field) => { field.value = 'stale'; });
  await visitor.press('sign-in-button');
  await look('expired');
}

export const SCENES = { registration, madeAndLinked, notLinkedYet, linked, reset, application, refusals };
