use std::fmt::Write;

use maud::{Markup, html};
use qrcodegen::{QrCode, QrCodeEcc};

/// A QR code as a drawing: dark squares on a light ground with the margin that cameras want, also where the page is
/// dark. Nothing if the text is too long for one.
pub(crate) fn drawing(text: &str, label: &str) -> Option<Markup> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let (margin, size) = (4, code.size());
    let mut path = String::new();
    for y in 0..size {
        for x in (0..size).filter(|x| code.get_module(*x, y)) {
            write!(path, "M{} {}h1v1h-1z", x + margin, y + margin).ok()?;
        }
    }
    let whole = size + 2 * margin;
    Some(html! {
        svg.qr role="img" aria-label=(label) viewBox=(format!("0 0 {whole} {whole}")) width="232" height="232"
            shape-rendering="crispEdges" {
            path fill="#fff" d=(format!("M0 0h{whole}v{whole}H0z")) {}
            path fill="#000" d=(path) {}
        }
    })
}
