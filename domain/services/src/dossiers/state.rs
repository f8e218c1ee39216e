/// Where a dossier stands. The numbers are those of `TrangThaiHoSo`, by which Vietnamese portals
/// tell each other; a draft, which nobody else sees, is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DossierState {
    /// Begun and not submitted.
    Draft,
    /// Mới đăng ký: submitted, not yet looked at.
    Submitted,
    /// Được tiếp nhận: accepted for handling.
    Accepted,
    /// Không được tiếp nhận: not accepted.
    NotAccepted,
    /// Đang xử lý: being handled.
    InProgress,
    /// Yêu cầu bổ sung giấy tờ: waits for more papers.
    PapersWanted,
    /// Yêu cầu thực hiện nghĩa vụ tài chính: waits for a payment.
    PaymentWanted,
    /// Công dân yêu cầu rút hồ sơ: withdrawn.
    Withdrawn,
    /// Dừng xử lý: stopped by the authority.
    Stopped,
    /// Đã xử lý xong: handled, the result waits.
    Finished,
    /// Đã trả kết quả: the result was handed over.
    Returned,
}

/// What can happen to a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DossierStep {
    /// The applicant submits it.
    Submit,
    /// The applicant withdraws it.
    Withdraw,
    /// The desk accepts it.
    Accept,
    /// The desk doesn't accept it.
    Refuse,
    /// Handling begins, or goes on after papers or a payment came.
    Handle,
    /// The authority asks for more papers.
    AskForPapers,
    /// The authority asks for a payment.
    AskForPayment,
    /// The authority stops handling.
    Stop,
    /// The authority has finished.
    Finish,
    /// The result is handed over.
    Return,
}

/// The dossier is in no state for that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{step:?} is not possible when {state:?}")]
pub struct StepRefused {
    /// Where it stands.
    pub state: DossierState,
    /// What was tried.
    pub step: DossierStep,
}

impl DossierStep {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Submit,
        Self::Withdraw,
        Self::Accept,
        Self::Refuse,
        Self::Handle,
        Self::AskForPapers,
        Self::AskForPayment,
        Self::Stop,
        Self::Finish,
        Self::Return,
    ];

    /// Whether it is the applicant who takes it, not the authority.
    pub const fn is_applicants(self) -> bool {
        matches!(self, Self::Submit | Self::Withdraw)
    }
}

impl DossierState {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 11] = [
        Self::Draft,
        Self::Submitted,
        Self::Accepted,
        Self::NotAccepted,
        Self::InProgress,
        Self::PapersWanted,
        Self::PaymentWanted,
        Self::Withdrawn,
        Self::Stopped,
        Self::Finished,
        Self::Returned,
    ];

    /// The number, in the database and between portals.
    pub const fn number(self) -> i64 {
        self as i64
    }

    /// From the number.
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.number() == number)
    }

    /// The word by which catalogues name it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Accepted => "accepted",
            Self::NotAccepted => "not-accepted",
            Self::InProgress => "in-progress",
            Self::PapersWanted => "papers-wanted",
            Self::PaymentWanted => "payment-wanted",
            Self::Withdrawn => "withdrawn",
            Self::Stopped => "stopped",
            Self::Finished => "finished",
            Self::Returned => "returned",
        }
    }

    /// The state after `step`.
    pub const fn after(self, step: DossierStep) -> Result<Self, StepRefused> {
        use DossierStep as Step;
        match (self, step) {
            (Self::Draft, Step::Submit) => Ok(Self::Submitted),
            (Self::Submitted, Step::Accept) => Ok(Self::Accepted),
            (Self::Submitted, Step::Refuse) => Ok(Self::NotAccepted),
            // Handling begins after acceptance, and again when what was asked for has come.
            (Self::Accepted | Self::PapersWanted | Self::PaymentWanted, Step::Handle) => Ok(Self::InProgress),
            (Self::InProgress, Step::AskForPapers) => Ok(Self::PapersWanted),
            (Self::InProgress, Step::AskForPayment) => Ok(Self::PaymentWanted),
            // Once the fee is asked for, the decision is made: it can be left unpaid, not withdrawn.
            (Self::Submitted | Self::Accepted | Self::InProgress | Self::PapersWanted, Step::Withdraw) => {
                Ok(Self::Withdrawn)
            }
            (Self::InProgress | Self::PapersWanted | Self::PaymentWanted, Step::Stop) => Ok(Self::Stopped),
            (Self::InProgress, Step::Finish) => Ok(Self::Finished),
            (Self::Finished, Step::Return) => Ok(Self::Returned),
            (state, step) => Err(StepRefused { state, step }),
        }
    }

    /// Whether nothing can happen any more.
    pub fn is_final(self) -> bool {
        DossierStep::ALL.into_iter().all(|step| self.after(step).is_err())
    }
}
