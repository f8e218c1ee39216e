//! What every site has in common: request context, cookies, CSRF, error pages, hashing pool, jobs.
