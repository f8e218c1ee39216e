-- What is under way in a browser ends when somebody signs in or out there.
CREATE INDEX signin_attempts_by_browser ON signin_attempts (browser);
CREATE INDEX proposals_by_browser ON proposals (browser);
