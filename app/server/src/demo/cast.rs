//! The sample people: each shows one situation of the first journeys.

use onedoor_base::{IdentityLevel, Language, LocalAccountId};
use onedoor_identity::console::roles::StaffRole;
use onedoor_services::dossiers::DossierStep;

use super::places::{DVCQG, ESIA, HAIDUONG, ID_DVCQG, ID_SHANDONG, Place, SCHOOL, VNEID};

/// Somebody one can be.
pub(super) struct Character {
    /// A short name in ASCII.
    pub(super) handle: &'static str,
    /// The name as the person writes it.
    pub(super) name: &'static str,
    /// The catalogue key of what can be tried as this person.
    pub(super) situation: &'static str,
    /// The mobile number, as in their country.
    pub(super) phone: &'static str,
    /// The national number.
    pub(super) number: Option<&'static str>,
    /// The number under which the register has somebody whose account carries none.
    pub(super) in_register: Option<&'static str>,
    /// The language to write to them in.
    pub(super) language: Language,
    /// Their account at an identity.
    pub(super) national: National,
    /// Their accounts at portals.
    pub(super) local: &'static [Local],
}

/// An account at an identity.
pub(super) struct National {
    pub(super) place: Place,
    pub(super) login: &'static str,
    pub(super) password: &'static str,
    pub(super) level: IdentityLevel,
    /// The secret of an app with codes, in base32, that is asked after the password.
    pub(super) totp: Option<&'static str>,
    /// What they are on the staff of that identity for.
    pub(super) staff: &'static [StaffRole],
}

/// An account at a portal.
pub(super) struct Local {
    pub(super) place: Place,
    pub(super) user_name: &'static str,
    pub(super) password: &'static str,
    /// How the password came over from an older system; `None`: as it is hashed today.
    pub(super) legacy: Option<&'static str>,
    /// The code of the organisation, where one is chosen before signing in.
    pub(super) organisation: Option<&'static str>,
    /// Whether it carries the person's national number.
    pub(super) carries_number: bool,
    /// Whether it was made by somebody else, who is not on the street map.
    pub(super) by_stranger: bool,
    /// Whether it is linked with the person's account at the identity.
    pub(super) linked: bool,
    /// The account, where the configuration of the portal names it: it sees the administration there.
    pub(super) administers: Option<LocalAccountId>,
    /// What its owner has applied for.
    pub(super) dossiers: &'static [Paper],
}

/// Something applied for.
pub(super) struct Paper {
    /// The code of the procedure.
    pub(super) procedure: &'static str,
    /// The code of the place where it was, if the procedure wants one.
    pub(super) place: Option<&'static str>,
    /// What is asked for.
    pub(super) request: &'static str,
    /// What happened, and how many days ago.
    pub(super) steps: &'static [(DossierStep, u64)],
}

const fn national(place: Place, login: &'static str, password: &'static str) -> National {
    National { place, login, password, level: IdentityLevel::Basic, totp: None, staff: &[] }
}

const fn old(user_name: &'static str, password: &'static str) -> Local {
    Local {
        place: HAIDUONG,
        user_name,
        password,
        legacy: None,
        organisation: None,
        carries_number: false,
        by_stranger: false,
        linked: false,
        administers: None,
        dossiers: &[],
    }
}

const fn school(organisation: &'static str, user_name: &'static str, password: &'static str) -> Local {
    Local { place: SCHOOL, organisation: Some(organisation), ..old(user_name, password) }
}

/// All of them.
pub(super) const CAST: &[Character] = &[
    Character {
        handle: "lan",
        name: "Nguyễn Thị Lan",
        situation: "sample-lan",
        phone: "0912 345 001",
        number: Some("030188001234"),
        in_register: None,
        language: Language::Vi,
        national: national(ID_DVCQG, "nguyenthilan", "sen-hong-2026"),
        local: &[],
    },
    Character {
        handle: "hung",
        name: "Trần Văn Hùng",
        situation: "sample-hung",
        phone: "0912 345 002",
        number: Some("030079004321"),
        in_register: None,
        language: Language::Vi,
        national: national(ID_DVCQG, "tranvanhung", "tre-xanh-2026"),
        local: &[Local {
            // The MD5-crypt of an older portal.
            legacy: Some("$1$haiduong$dtCuwOB/b6Fl5nsKa4yrM."),
            carries_number: true,
            dossiers: &[Paper {
                procedure: "1.001193",
                place: Some("10525"),
                request: "Đăng ký khai sinh cho con gái Trần Minh Anh",
                steps: &[
                    (DossierStep::Submit, 40),
                    (DossierStep::Accept, 39),
                    (DossierStep::Handle, 38),
                    (DossierStep::Finish, 36),
                    (DossierStep::Return, 35),
                ],
            }],
            ..old("hungtv", "vai-thieu-2009")
        }],
    },
    Character {
        handle: "mai",
        name: "Phạm Thị Mai",
        situation: "sample-mai",
        phone: "0912 345 003",
        number: Some("030190005678"),
        in_register: None,
        language: Language::Vi,
        national: national(ID_DVCQG, "phamthimai", "hoa-mai-2026"),
        local: &[
            Local {
                linked: true,
                dossiers: &[Paper {
                    procedure: "1.004222",
                    place: Some("10525"),
                    request: "Đăng ký thường trú tại nhà của mẹ",
                    steps: &[(DossierStep::Submit, 3), (DossierStep::Accept, 2), (DossierStep::Handle, 1)],
                }],
                ..old("maipt", "banh-dau-2015")
            },
            old("cuahangmai", "cua-hang-2018"),
        ],
    },
    Character {
        handle: "tuan",
        name: "Lê Minh Tuấn",
        situation: "sample-tuan",
        phone: "0912 345 004",
        number: Some("030085007890"),
        in_register: None,
        language: Language::Vi,
        national: national(ID_DVCQG, "leminhtuan", "song-xanh-2026"),
        local: &[Local { carries_number: true, by_stranger: true, ..old("tuan85", "khong-ai-biet-1985") }],
    },
    Character {
        handle: "khai",
        name: "Hoàng Văn Khải",
        situation: "sample-khai",
        phone: "0912 345 005",
        number: Some("001092002468"),
        in_register: None,
        language: Language::Vi,
        national: National {
            place: VNEID,
            login: "hoangvankhai",
            password: "ho-guom-2026",
            level: IdentityLevel::Substantial,
            totp: None,
            staff: &[],
        },
        local: &[],
    },
    Character {
        handle: "phuong",
        name: "Phạm Minh Phương",
        situation: "sample-phuong",
        phone: "0912 345 006",
        number: Some("001195003579"),
        in_register: None,
        language: Language::Vi,
        national: National {
            place: VNEID,
            login: "phamminhphuong",
            password: "cau-long-bien-2026",
            level: IdentityLevel::Substantial,
            totp: Some("MRXW63TFMRXW63TFMRXW63TFMRXW63TF"),
            staff: &[],
        },
        local: &[],
    },
    Character {
        handle: "wangfang",
        name: "王芳",
        situation: "sample-wangfang",
        phone: "0912 345 006",
        number: None,
        in_register: None,
        language: Language::Zh,
        national: national(ID_DVCQG, "wangfang", "hai-duong-2026"),
        local: &[],
    },
    Character {
        handle: "lina",
        name: "李娜",
        situation: "sample-lina",
        phone: "138 0013 8001",
        number: Some("370102198802143520"),
        in_register: None,
        language: Language::Zh,
        national: national(ID_SHANDONG, "lina.jinan", "qian-fo-shan-2026"),
        local: &[],
    },
    Character {
        handle: "zhaomin",
        name: "赵敏",
        situation: "sample-zhaomin",
        phone: "138 0013 8002",
        number: None,
        in_register: None,
        language: Language::Zh,
        national: National {
            totp: Some("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"),
            staff: &[StaffRole::Support, StaffRole::Officer, StaffRole::Approver],
            ..national(ID_SHANDONG, "zhao.min", "da-ming-hu-2026")
        },
        local: &[],
    },
    Character {
        handle: "qianwei",
        name: "钱伟",
        situation: "sample-qianwei",
        phone: "138 0013 8003",
        number: None,
        in_register: None,
        language: Language::Zh,
        national: National {
            totp: Some("KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"),
            staff: &[StaffRole::Auditor, StaffRole::Approver, StaffRole::Operator],
            ..national(ID_SHANDONG, "qian.wei", "bao-tu-quan-2026")
        },
        local: &[],
    },
    Character {
        handle: "nga",
        name: "Đỗ Thị Nga",
        situation: "sample-nga",
        phone: "0912 345 028",
        number: None,
        in_register: None,
        language: Language::Vi,
        national: National {
            totp: Some("ONSWG4TFORRW6ZDFONSWG4TFORRW6ZDF"),
            staff: &[StaffRole::Support, StaffRole::Officer, StaffRole::Approver],
            ..national(VNEID, "do.thi.nga", "song-kinh-thay-2026")
        },
        local: &[],
    },
    Character {
        handle: "loc",
        name: "Trịnh Công Lộc",
        situation: "sample-loc",
        phone: "0912 345 029",
        number: None,
        in_register: None,
        language: Language::Vi,
        national: National {
            totp: Some("MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK"),
            staff: &[StaffRole::Officer, StaffRole::Approver],
            ..national(VNEID, "trinh.cong.loc", "cau-ham-rong-2026")
        },
        local: &[],
    },
    Character {
        handle: "hanh",
        name: "Vũ Thị Hạnh",
        situation: "sample-hanh",
        phone: "0912 345 007",
        number: Some("030182003690"),
        in_register: None,
        language: Language::Vi,
        national: national(ID_DVCQG, "vuthihanh", "cau-phu-luong-2026"),
        local: &[Local {
            linked: true,
            administers: Some(LocalAccountId::from_bytes(*b"\x01\x99\x7e\x2a\x7a\x3c\x7d\x11\x8c\x55haidng")),
            ..old("canbo.hanh", "mot-cua-2012")
        }],
    },
    Character {
        handle: "thao",
        name: "Đào Thị Thảo",
        situation: "sample-thao",
        phone: "0912 345 008",
        number: None,
        in_register: Some("030193000601"),
        language: Language::Vi,
        national: national(ID_DVCQG, "daothithao", "hoa-sua-2026"),
        local: &[Local {
            place: DVCQG,
            linked: true,
            dossiers: &[Paper {
                procedure: "1.004222",
                place: Some("10525"),
                request: "Đăng ký thường trú tại phường Tứ Minh",
                steps: &[(DossierStep::Submit, 20), (DossierStep::Accept, 19)],
            }],
            ..old("daothithao", "hoa-sua-2016")
        }],
    },
    Character {
        handle: "thaovneid",
        name: "Đào Thị Thảo",
        situation: "sample-thao-vneid",
        phone: "0912 345 008",
        number: Some("030193000601"),
        in_register: None,
        language: Language::Vi,
        national: national(VNEID, "daothithao", "hoa-sua-vneid-2026"),
        local: &[],
    },
    Character {
        handle: "binh",
        name: "Nguyễn Quốc Bình",
        situation: "sample-binh",
        phone: "0912 345 009",
        number: None,
        in_register: Some("001087000701"),
        language: Language::Vi,
        national: national(ID_DVCQG, "nguyenquocbinh", "cot-co-2026"),
        local: &[Local {
            place: DVCQG,
            linked: true,
            administers: Some(LocalAccountId::from_bytes(*b"\x01\x99\x7e\x2a\x7a\x3c\x7d\x11\x8c\x55dvcqgb")),
            ..old("canbo.binh", "cot-co-2014")
        }],
    },
    Character {
        handle: "binhvneid",
        name: "Nguyễn Quốc Bình",
        situation: "sample-binh-vneid",
        phone: "0912 345 009",
        number: Some("001087000701"),
        in_register: None,
        language: Language::Vi,
        national: National {
            level: IdentityLevel::Substantial,
            ..national(VNEID, "nguyenquocbinh", "cot-co-vneid-2026")
        },
        local: &[],
    },
    Character {
        handle: "ivanova",
        name: "Иванова Мария Петровна",
        situation: "sample-ivanova",
        phone: "8 916 123-45-01",
        number: Some("112-233-451 93"),
        in_register: None,
        language: Language::Ru,
        national: national(ESIA, "ivanova", "bereza-2026"),
        local: &[school("edu-111", "ivanova.mp", "mel-i-doska-5")],
    },
    Character {
        handle: "petrov",
        name: "Петров Алексей Сергеевич",
        situation: "sample-petrov",
        phone: "8 916 123-45-02",
        number: Some("130-450-127 96"),
        in_register: None,
        language: Language::Ru,
        national: national(ESIA, "petrov", "sosna-2026"),
        local: &[Local {
            dossiers: &[Paper {
                procedure: "school-meals",
                place: None,
                request: "Бесплатное питание для Кати Петровой, 7 «Б»",
                steps: &[(DossierStep::Submit, 9), (DossierStep::Accept, 8)],
            }],
            ..school("edu-112", "petrov.roditel", "dnevnik-7b")
        }],
    },
    Character {
        handle: "smirnova",
        name: "Смирнова Ольга Викторовна",
        situation: "sample-smirnova",
        phone: "8 916 123-45-03",
        number: Some("087-654-303 00"),
        in_register: None,
        language: Language::Ru,
        national: national(ESIA, "smirnova", "ryabina-2026"),
        local: &[
            Local { linked: true, ..school("edu-111", "smirnova.ov", "zhurnal-11a") },
            school("edu-122", "smirnova.mama", "elektronnyj-dnevnik"),
        ],
    },
    Character {
        handle: "kuznetsov",
        name: "Кузнецов Илья Андреевич",
        situation: "sample-kuznetsov",
        phone: "8 916 123-45-04",
        number: Some("145-566-778 01"),
        in_register: None,
        language: Language::Ru,
        national: national(ESIA, "kuznetsov", "klen-2026"),
        local: &[],
    },
];
