// Walks into the school system through Gosuslugi.
import assert from 'node:assert/strict';
import { consentsIfAsked, signsIn } from './identity.mjs';
import { choosesOwnOrganisation } from './portal.mjs';

export const WAY = 'Вход через портал Госуслуг';

/** Goes to Gosuslugi from the school's sign-in page and signs in there. */
export async function comesThroughGosuslugi({ world, arrive }, handle, { path = '/dossiers', visitor } = {}) {
  const someone = visitor ?? (await arrive({ language: 'ru' }));
  await someone.goto(world.at('school', `/sign-in?return_to=${encodeURIComponent(path)}`));
  await someone.sees('portal-signin-title');
  await someone.follow(WAY);
  assert.equal(someone.host(), 'esia');
  await signsIn(someone, world.sample(handle).account('esia'));
  await consentsIfAsked(someone);
  assert.equal(someone.host(), 'school');
  return someone;
}

/** As far as the page that asks for user name and password, the organisation being chosen. */
export async function goesOnToProve(visitor, account) {
  await visitor.sees('link-not-yet-title');
  await visitor.follow('Продолжить');
  await visitor.sees('link-account-title');
  await choosesOwnOrganisation(visitor, account);
}

/** User name and password of the school's account. */
export async function proves(visitor, { login, password }) {
  await visitor.fill('portal-user-name', login);
  await visitor.fill('portal-password', password);
  await visitor.press('link-account-button');
}

/** The accounts that a sample person has at the school, in the order of the street map. */
export const atSchool = (sample) => sample.accounts.filter((account) => account.site === 'school.localhost');
