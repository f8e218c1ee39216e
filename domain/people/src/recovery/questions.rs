use unicode_normalization::UnicodeNormalization;

/// How many questions an account has, if it has any.
pub const QUESTIONS_EACH: usize = 3;
/// The longest question of one's own, in letters.
pub const LONGEST_QUESTION: usize = 120;
/// The longest answer, in letters.
pub const LONGEST_ANSWER: usize = 100;

/// The questions to choose from, by their words: things that few people know of each other and nobody writes on a form.
pub const QUESTIONS: [&str; 12] = [
    "teacher",
    "friend",
    "street",
    "book",
    "neighbour",
    "toy",
    "dish",
    "journey",
    "song",
    "job",
    "hero",
    "gift",
];

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// One of [`QUESTIONS`].
    Listed(&'static str),
    /// One that the person wrote.
    Own(String),
}

impl Question {
    /// As it is kept: the word of the list, or what the person wrote behind a mark that no word has.
    pub fn kept(&self) -> String {
        match self {
            Self::Listed(word) => (*word).to_owned(),
            Self::Own(text) => format!("={text}"),
        }
    }

    /// From what was kept.
    pub fn from_kept(kept: &str) -> Option<Self> {
        match kept.strip_prefix('=') {
            Some(text) => Some(Self::Own(text.to_owned())),
            None => QUESTIONS.into_iter().find(|word| *word == kept).map(Self::Listed),
        }
    }
}

/// One question as it was chosen, and its answer, as they were typed.
#[derive(Debug, Clone, Copy)]
pub struct ChosenQuestion<'a> {
    /// A word of [`QUESTIONS`], or `own`.
    pub word: &'a str,
    /// The question of one's own.
    pub own: &'a str,
    /// The answer.
    pub answer: &'a str,
}

/// Questions that can be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityQuestions {
    /// The questions.
    pub questions: Vec<Question>,
    /// All answers in one, in the form that all ways of writing them share: this is hashed, so that nobody can try
    /// them one by one.
    pub answers: String,
}

/// What must be put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionProblem {
    /// No question was chosen.
    NotChosen,
    /// The question of one's own is missing, or too short to be one.
    OwnMissing,
    /// The question of one's own is too long.
    OwnTooLong,
    /// The same question twice.
    Twice,
    /// No answer.
    AnswerMissing,
    /// The answer is a letter, or nothing but signs.
    AnswerTooShort,
    /// The answer is too long.
    AnswerTooLong,
    /// The same answer twice.
    AnswerTwice,
    /// The answer stands in the question.
    AnswerInQuestion,
    /// The answer is what the account is called by: whoever asks for a new password has just typed it.
    AnswerKnown,
}

/// Checks three chosen questions; the place of each problem says which of them it is about. `names`: what the account
/// is called by.
pub fn check_questions(
    chosen: &[ChosenQuestion<'_>; QUESTIONS_EACH],
    names: &[&str],
) -> Result<SecurityQuestions, Vec<(usize, QuestionProblem)>> {
    let (mut questions, mut answers, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for (place, one) in chosen.iter().enumerate() {
        match check_question(one) {
            Ok(question) if questions.contains(&question) => problems.push((place, QuestionProblem::Twice)),
            Ok(question) => questions.push(question),
            Err(problem) => problems.push((place, problem)),
        }
        match check_answer(one) {
            Ok(answer) if answers.contains(&answer) => problems.push((place, QuestionProblem::AnswerTwice)),
            Ok(answer) if names.iter().any(|name| normalised(name) == answer) => {
                problems.push((place, QuestionProblem::AnswerKnown));
            }
            Ok(answer) => answers.push(answer),
            Err(problem) => problems.push((place, problem)),
        }
    }
    if problems.is_empty() {
        Ok(SecurityQuestions { questions, answers: answers.join("\n") })
    } else {
        Err(problems)
    }
}

/// The answers that somebody gives, in the form in which they were kept; `None` if one is missing.
pub fn joined_answers(typed: [&str; QUESTIONS_EACH]) -> Option<String> {
    let answers: Vec<String> = typed.into_iter().map(normalised).collect();
    answers.iter().all(|answer| !answer.is_empty()).then(|| answers.join("\n"))
}

fn check_question(one: &ChosenQuestion<'_>) -> Result<Question, QuestionProblem> {
    if let Some(word) = QUESTIONS.into_iter().find(|word| *word == one.word) {
        return Ok(Question::Listed(word));
    }
    if one.word != "own" {
        return Err(QuestionProblem::NotChosen);
    }
    let text = one.own.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.chars().filter(|c| c.is_alphanumeric()).count() {
        0..4 => Err(QuestionProblem::OwnMissing),
        _ if text.chars().count() > LONGEST_QUESTION => Err(QuestionProblem::OwnTooLong),
        _ => Ok(Question::Own(text)),
    }
}

fn check_answer(one: &ChosenQuestion<'_>) -> Result<String, QuestionProblem> {
    if one.answer.trim().is_empty() {
        return Err(QuestionProblem::AnswerMissing);
    }
    if one.answer.chars().count() > LONGEST_ANSWER {
        return Err(QuestionProblem::AnswerTooLong);
    }
    let answer = normalised(one.answer);
    match answer.chars().count() {
        0 | 1 => Err(QuestionProblem::AnswerTooShort),
        _ if one.word == "own" && normalised(one.own).contains(&answer) => {
            Err(QuestionProblem::AnswerInQuestion)
        }
        _ => Ok(answer),
    }
}

/// Letters and digits only, of one width and in one case: nobody remembers after years whether there was a space.
fn normalised(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).nfkc().filter(|c| c.is_alphanumeric()).collect()
}
