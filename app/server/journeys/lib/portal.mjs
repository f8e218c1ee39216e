// Walks through the pages of a portal.
import { skipsNumberIfAsked } from './identity.mjs';

/** The page of a procedure by what one types into the search. */
export async function finds(visitor, words, procedure) {
  await visitor.fill('services-search', words);
  await visitor.press('services-search-button');
  await visitor.sees('services-list-title');
  await visitor.follow(procedure);
  await visitor.sees(procedure);
}

/** Chooses in one list after the other, as far as the page asks; `path` is names from the province down. */
export async function choosesPlace(visitor, path) {
  await visitor.sees('services-place-title');
  const lists = path.length === 3
    ? ['services-place-province', 'services-place-district', 'services-place-ward']
    : ['services-place-province', 'services-place-ward'];
  await visitor.choosesInTurn(lists.map((label, i) => [label, path[i]]), ['services-next', 'services-place-agree']);
}

/** From the page of a procedure to the application for it, by way of the place. */
export async function appliesAt(visitor, procedure, path) {
  await visitor.follow('services-apply');
  await choosesPlace(visitor, path);
  await visitor.sees(procedure);
  await visitor.reads(path.at(-1));
  await visitor.follow('services-apply');
}

/** S1.1a: from the page of a procedure, by way of the place, to the province's portal. */
export async function isSentOn(visitor, procedure, path) {
  await visitor.follow('services-apply');
  await choosesPlace(visitor, path);
  await visitor.sees(procedure);
  await visitor.press('services-apply');
}

/** Writes the application and goes on to the page where it is checked. */
export async function fillsApplication(visitor, { applicant, phone, email, request }) {
  if (applicant !== undefined) await visitor.fill('services-applicant', applicant);
  if (phone !== undefined) await visitor.fill('services-phone', phone);
  if (email !== undefined) await visitor.fill('services-email', email);
  if (request !== undefined) await visitor.fill('services-request', request);
  await visitor.press('services-next');
}

/** Signs in with the user name of the portal itself. */
export async function signsInLocally(visitor, { login, password }) {
  await visitor.sees('portal-signin-title');
  await visitor.fill('portal-user-name', login);
  await visitor.fill('portal-password', password);
  await visitor.press('portal-signin-button');
  await skipsNumberIfAsked(visitor);
}

/** S5.1: kind of organisation, region, town, organisation. */
export async function choosesOrganisation(visitor, [kind, region, town, organisation]) {
  await visitor.choosesInTurn([
    ['portal-organisation-kind', kind],
    ['portal-organisation-region', region],
    ['portal-organisation-town', town],
    ['portal-organisation', organisation],
  ], ['portal-next']);
}

/** The same for the school of a sample account, in whichever language. */
export const choosesOwnOrganisation = (visitor, account) =>
  choosesOrganisation(visitor, [visitor.t('portal-organisation-educational'), ...account.organisation.slice(-3)]);
