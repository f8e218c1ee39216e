// Walks through an application for level 1: the card's data, the face, and the officer who decides.
import { blurred, face } from './picture.mjs';
import { totp } from './codes.mjs';

export const APPLICANT = { number: '001 190 000 018', name: 'Nguyễn Thị Hòa', born: '7/3/1990' };

/** From the page of the card to the end of the data. `looks` is done at each page; `who` is on the card. */
export async function givesCard(visitor, looks = async () => {}, who = APPLICANT) {
  await visitor.follow('level1-begin');
  await visitor.sees('level1-card-title');
  await looks(visitor);
  await visitor.press('level1-go-on');
  await visitor.isTold('card-number-missing');
  await visitor.fill('card-number', who.number);
  await visitor.fill('card-name', who.name);
  await visitor.fill('card-born', who.born);
  await visitor.tick('settings-sex-female');
  await visitor.press('level1-go-on');
  await visitor.sees('level1-data-title');
  await visitor.reads(who.number);
  await visitor.reads(who.name);
  await looks(visitor);
  await visitor.press('level1-go-on');
  await visitor.isTold('level1-consent-missing');
  await visitor.tick('level1-consent');
  await visitor.press('level1-go-on');
}

/** Each picture is taken some seconds after the button was pressed. */
export async function showsFaceToCamera(visitor) {
  await visitor.button('level1-camera-start').click();
  for (let place = 1; place <= 4; place += 1) {
    await visitor.page.locator(`[data-shot="${place}"]`).waitFor({ state: 'visible' });
    await visitor.button('level1-camera-take').click();
  }
}

async function chooses(visitor, bytes) {
  const file = { name: 'me.png', mimeType: 'image/png', buffer: bytes };
  await visitor.page.locator('#picture').setInputFiles(file);
  await visitor.press('level1-face-send');
}

/** As photographs, with what is refused on the way. */
export async function sendsPhotographs(visitor) {
  await chooses(visitor, blurred());
  await visitor.isTold('level1-picture-blurred');
  await chooses(visitor, face(1));
  await chooses(visitor, face(1));
  await visitor.isTold('level1-picture-same');
  for (const place of [2, 3, 4]) await chooses(visitor, face(place));
}

/** An officer of VNeID at the desk, signed in with the second step. */
export async function officer({ world, arrive }, handle, path) {
  const visitor = await arrive({ width: 1280 });
  const { login, password, totp: secret } = world.sample(handle).account('vneid');
  await visitor.goto(world.at('vneid', path));
  await visitor.page.locator('#identifier').fill(login);
  await visitor.fill('password-label', password);
  await visitor.press('sign-in-button');
  await visitor.fill('second-totp-label', totp(secret));
  await visitor.press('sign-in-button');
  return visitor;
}

/** Opens the one application that waits, after saying that it is nobody of the officer's kin. */
export async function takes(visitor) {
  await visitor.sees('applications-title');
  await visitor.page.locator('main table a').first().click();
  await visitor.press('console-correction-take');
  await visitor.isTold('console-kin-missing');
  await visitor.tick('console-kin-no');
  await visitor.press('console-correction-take');
  await visitor.reads('applications-sides');
}
