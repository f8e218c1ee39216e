// Walks through the pages of an identity.

/** The three steps of registering, from the first page on; `inbox` is where the code arrives. */
export async function fillsRegistration(visitor, inbox, { name, phone, login, password }) {
  await visitor.sees('register-title');
  await visitor.fill('name-label', name);
  await visitor.fill('phone-label', phone);
  await visitor.tick('register-consent-label');
  const code = await inbox.code(phone, async () => {
    await visitor.press('register-get-code');
    await visitor.sees('code-title');
  });
  await visitor.fill('code-label', code);
  await visitor.press('code-continue');
  await choosesCredentials(visitor, { login, password });
}

/** The last step: login name and password. */
export async function choosesCredentials(visitor, { login, password }) {
  await visitor.sees('credentials-title');
  await visitor.fill('login-label', login);
  await visitor.fill('password-label', password);
  await visitor.fill('password-again-label', password);
  await visitor.press('register-finish');
}

/** Somebody without an account, standing at the sign-in page. */
export async function registers(visitor, inbox, person) {
  await visitor.sees('sign-in-title');
  await visitor.follow('register-link');
  await fillsRegistration(visitor, inbox, person);
}

/** Fills in the sign-in page, whichever country's it is, and sends it. */
export async function signsIn(visitor, { login, password }) {
  await visitor.page.waitForURL(/\/sign-in/);
  await visitor.page.locator('#identifier').fill(login);
  await visitor.fill('password-label', password);
  await visitor.press('sign-in-button');
}

/** The code by SMS that is asked after the password where a portal wants two factors. */
export async function confirmsByCode(visitor, inbox, phone) {
  await visitor.sees('factor-title');
  const code = await inbox.code(phone, async () => {
    await visitor.press('register-get-code');
    await visitor.sees('code-title');
  });
  await visitor.fill('code-label', code);
  await visitor.press('code-continue');
}

/** Says yes to what a relying party asks to know. */
export async function consents(visitor) {
  await visitor.sees('consent-title');
  await visitor.press('consent-allow');
}

/** Says yes if it is asked: it is asked once. */
export async function consentsIfAsked(visitor) {
  if (new URL(visitor.page.url()).pathname.startsWith('/interaction/')) await consents(visitor);
  await skipsNumberIfAsked(visitor);
}

/** Goes on without giving a national number, where a portal asks for the one that the account lacks. */
export async function skipsNumberIfAsked(visitor) {
  if (visitor.asksNumber) return;
  if (new URL(visitor.page.url()).pathname === '/account/identity/ask') await visitor.press('identification-skip');
}
