//! How many corners of codes there are, counted the way the search finds them. The search tries every three of them
//! together and copies the picture each time: with some thousands, which anybody can draw, it would take for ever.

use crate::grey::Ink;

/// What was counted; the search finds no more than that.
pub(crate) struct Counted {
    /// Rings around a stone.
    pub(crate) corners: usize,
    /// Rows that look like the middle of a corner, ring or not.
    pub(crate) rows: usize,
}

/// Connected pieces of ink.
struct Pieces {
    /// Per pixel: 0 for none, else the number of a run of ink.
    run_of: Vec<u32>,
    /// Per run: another run of the same piece, at last the piece itself.
    parent: Vec<u32>,
    /// Per piece: its pixels.
    size: Vec<u64>,
}

pub(crate) fn count(ink: &Ink) -> Counted {
    let mut pieces = Pieces::find(ink);
    let mut rings = std::collections::HashSet::new();
    let mut rows = 0;
    for y in 0..ink.height {
        let mut runs = [0_usize; 5];
        let (mut dark, mut start) = (false, 0);
        let mut seen = 0_usize;
        // One light pixel more, for a corner at the very edge.
        for x in 0..=ink.width {
            let now = x < ink.width && ink.at(x, y);
            if now == dark {
                continue;
            }
            runs.rotate_left(1);
            runs[4] = x - start;
            (dark, start) = (now, x);
            seen += 1;
            if !now && seen >= 5 && is_middle(runs) {
                rows += 1;
                let (right, stone) = (x - runs[4], x - runs[2..].iter().sum::<usize>());
                let left = x - runs.iter().sum::<usize>();
                let piece = |pieces: &mut Pieces, x: usize| pieces.of(y * ink.width + x);
                let (left, ring, stone) =
                    (piece(&mut pieces, left), piece(&mut pieces, right), piece(&mut pieces, stone));
                let share = pieces.size[stone as usize] * 100 / pieces.size[ring as usize].max(1);
                // Left and right need not hang together for the search, only look so: nothing is left out here.
                if ring != stone && (11..70).contains(&share) {
                    rings.insert(ring);
                    rings.insert(left);
                }
            }
        }
    }
    Counted { corners: rings.len(), rows }
}

/// Dark, light, three times as much dark, light, dark.
fn is_middle(runs: [usize; 5]) -> bool {
    let mean = (runs[0] + runs[1] + runs[3] + runs[4]) / 4;
    let give = mean * 3 / 4;
    runs.iter()
        .zip([1, 1, 3, 1, 1])
        .all(|(run, share)| (share * mean - give..=share * mean + give).contains(run))
}

impl Pieces {
    fn find(ink: &Ink) -> Self {
        let mut pieces = Self { run_of: vec![0; ink.width * ink.height], parent: vec![0], size: vec![0] };
        for y in 0..ink.height {
            let mut run = 0;
            for x in 0..ink.width {
                let at = y * ink.width + x;
                if !ink.at(x, y) {
                    run = 0;
                    continue;
                }
                if run == 0 {
                    run = u32::try_from(pieces.parent.len()).expect("fewer runs than pixels");
                    pieces.parent.push(run);
                    pieces.size.push(0);
                }
                pieces.run_of[at] = run;
                pieces.size[run as usize] += 1;
                if y > 0 && pieces.run_of[at - ink.width] != 0 {
                    pieces.join(pieces.run_of[at - ink.width], run);
                }
            }
        }
        for run in 1..pieces.parent.len() {
            let root = pieces.root(u32::try_from(run).expect("fewer runs than pixels"));
            if root as usize != run {
                pieces.size[root as usize] += pieces.size[run];
            }
        }
        pieces
    }

    /// The piece of a pixel; 0 for one without ink.
    fn of(&mut self, pixel: usize) -> u32 {
        self.root(self.run_of[pixel])
    }

    fn root(&mut self, mut run: u32) -> u32 {
        while self.parent[run as usize] != run {
            let above = self.parent[self.parent[run as usize] as usize];
            self.parent[run as usize] = above;
            run = above;
        }
        run
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        // The older one stays: sizes are summed up once, at the end.
        self.parent[one.max(other) as usize] = one.min(other);
    }
}
