use onedoor_proofing::profile::Choices;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What earns a level where the sources on a country's levels are silent or disagree: nobody has confirmed these rules, so
/// the operator decides. Only those of the site's own country matter.
#[derive(Debug, Clone, Copy, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AssuranceConfig {
    /// China: whether the signed word of a payment service that names number and name makes 中级. Shandong's description of
    /// 2017 names the levels and not what earns them; another published scheme has it so.
    pub payment_service_makes_middle: bool,
    /// China: whether a face that is compared remotely makes 高级; else only a counter or a bank does. Guangdong's
    /// description has it so, Shandong's does not say.
    pub remote_face_makes_high: bool,
    /// Vietnam: whether a genuine chip and a face make level 1 without a match in the population register. Decree
    /// 69/2024/ND-CP does not say so.
    pub chip_alone_makes_one: bool,
}

impl Default for AssuranceConfig {
    fn default() -> Self {
        let Choices { payment_service_makes_middle, remote_face_makes_high, chip_alone_makes_one } =
            Choices::default();
        Self { payment_service_makes_middle, remote_face_makes_high, chip_alone_makes_one }
    }
}

impl AssuranceConfig {
    /// As the site takes it.
    pub const fn choices(self) -> Choices {
        let Self { payment_service_makes_middle, remote_face_makes_high, chip_alone_makes_one } = self;
        Choices { payment_service_makes_middle, remote_face_makes_high, chip_alone_makes_one }
    }
}
