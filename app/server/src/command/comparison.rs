use std::path::Path;

use onedoor_portal::linking::{self, Finding};

use super::import::portal;
use super::{Failure, runtime};
use crate::config::Loaded;

pub(super) fn links(config: &Path, all: bool) -> Result<(), Failure> {
    let loaded = Loaded::from_file(config)?;
    let compared = runtime()?.block_on(async {
        let (portal, running) = portal(&loaded).await?;
        let compared = linking::compare(&portal, all, tell).await;
        running.site.store.close();
        compared.map_err(Failure::told)
    })?;
    let mut left = 0;
    for (issuer, found) in compared {
        let linking::Compared { same, only_here, only_there, differing, healed } = found;
        say!(
            "{issuer}: {same} the same, {differing} differed, {only_here} only here, {only_there} only there; {healed} healed"
        );
        left += differing + only_here + only_there - healed;
    }
    if left == 0 { Ok(()) } else { Err(Failure::told(format!("{left} links differ still"))) }
}

fn tell(issuer: &str, finding: &Finding) {
    let now = match &finding.now {
        Ok(life) => format!("now {life}"),
        Err(why) => format!("not healed: {why}"),
    };
    say!("{issuer}: {}: {}; {now}", finding.link, finding.difference.word());
}
