INSERT INTO signin_attempts (id, state_digest, browser, provider, issuer, purpose, sealed, return_to, created_at)
VALUES (x'01990000000070008000000000000071', x'ab', x'bb', 'esia', 'https://esia.example', 'sign_in', x'cc', '/', 1);
