// S1.2 by credentials, where accounts belong to organisations: at the national account the person chooses their school
// (kind, region, town, organisation: the school system says which there are), types user name and password, and the
// school system checks them. In earnest: two sites, each a process of its own.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { assertNoSideways, barriers, launch } from './lib/browser.mjs';
import { consentsIfAsked, fillsRegistration } from './lib/identity.mjs';
import { choosesOrganisation } from './lib/portal.mjs';
import { Identity, Portal, freePort } from './lib/serve.mjs';
import { Visitor } from './lib/visitor.mjs';

const LYCEUM = ['Заречная область', 'Березняки', 'Лицей № 7'];
const TEACHERS = [
  { name: 'Пётр Зимин', phone: '+84987005001', login: 'p.zimin', password: 'семь вёрст до небес' },
  { name: 'Анна Летова', phone: '+84987005002', login: 'a.letova', password: 'лебедь рак и щука' },
];
const AT_SCHOOL = 'мел и доска 1987';
let browser, identity, school;

before(async () => {
  const port = await freePort();
  const client = Portal.client(port, { id: 'school', name: 'Сетевой Город' });
  [browser, identity] = await Promise.all([launch(), Identity.start({ clients: [client], language: 'ru' })]);
  const accounts = TEACHERS.map(({ name, login }) => ({ organisation: 'edu-122', login: `school.${login}`, name, password: AT_SCHOOL }));
  school = await Portal.school({ port, identity, client, language: 'ru', way: 'credentials', accounts });
});

after(async () => {
  await browser?.close();
  await school?.stop();
  await identity?.stop();
});

async function look(visitor) {
  assert.deepEqual(await barriers(visitor.page), []);
  await visitor.page.setViewportSize({ width: 320, height: 640 });
  await assertNoSideways(visitor.page);
}

async function types(visitor, login, password) {
  await visitor.fill('links-prove-user', login);
  await visitor.fill('links-prove-password', password);
  await visitor.press('links-prove-button');
}

for (const [scripts, teacher] of [[true, TEACHERS[0]], [false, TEACHERS[1]]]) {
  test(`s1_2_school the school is chosen at the national account, which has the password checked${scripts ? '' : ' (without scripts)'}`, async () => {
    const visitor = await Visitor.arrive(browser, { scripts, language: 'ru' });
    await visitor.goto(identity.at('/register'));
    await fillsRegistration(visitor, identity, teacher);
    await visitor.goto(identity.at('/account/links/new'));
    await visitor.follow('Сетевой Город');
    await visitor.reads('links-organisation-lede', { system: 'Сетевой Город' });
    if (scripts) await look(visitor);
    // Sent without a choice first; then another organisation, and back.
    await visitor.press('portal-next');
    await visitor.isTold('portal-choose-missing');
    const [region, town, lyceum] = LYCEUM;
    const educational = visitor.t('portal-organisation-educational');
    await choosesOrganisation(visitor, [educational, region, 'Новозареченск', 'Средняя общеобразовательная школа № 1']);
    await visitor.reads('Средняя общеобразовательная школа № 1, Новозареченск');
    await types(visitor, `school.${teacher.login}`, AT_SCHOOL);
    await visitor.isTold('links-wrong-there');
    await visitor.follow('links-organisation-other');
    await choosesOrganisation(visitor, [educational, region, town, lyceum]);
    await visitor.reads('Лицей № 7, Березняки');
    if (scripts) await look(visitor);
    await types(visitor, `school.${teacher.login}`, AT_SCHOOL);
    await visitor.reads('links-made', { system: 'Сетевой Город' });
    await visitor.reads('links-state-active');
    // What was tried stands in the record, with the reason.
    await visitor.goto(identity.at('/account/activity'));
    await visitor.reads('activity-linking-link-made');
    await visitor.reads('activity-linking-credentials-refused');
    // From then on the national account opens it.
    await visitor.goto(school.at('/sign-in?return_to=%2Fdossiers'));
    await visitor.follow('Вход через портал Госуслуг');
    await consentsIfAsked(visitor);
    assert.equal(visitor.path(), '/dossiers');
    await visitor.isSignedInAs(teacher.name);
    await visitor.leaves();
  });
}
