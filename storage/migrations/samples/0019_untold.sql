UPDATE identity_links SET untold_at = 1760000000000 WHERE told < mine_number;
