//! A draft of a mail, as a file that a mail program opens to be read again and sent: nothing is sent from here.

use std::borrow::Cow;

use mail_builder::MessageBuilder;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::{BodyPart, MimePart};
use observation::canonical::Sha256;
use observation::instant::Instant;

/// A draft to one person, with one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftMail<'a> {
    /// The address; it must be one.
    pub to: &'a str,
    /// The subject.
    pub subject: &'a str,
    /// The text.
    pub text: &'a str,
    /// The PDF joined: its name and its bytes.
    pub file: (&'a str, &'a [u8]),
    /// When the draft was made.
    pub made_at: Instant,
}

impl DraftMail<'_> {
    /// The `.eml` file (RFC 5322), marked unsent (`X-Unsent`): the same for the same draft.
    ///
    /// # Errors
    /// When the message cannot be written.
    pub fn to_bytes(&self) -> std::io::Result<Vec<u8>> {
        let (name, bytes) = self.file;
        let digest = Sha256::of(bytes).to_string();
        let pdf = MimePart::new(
            ContentType::new("application/pdf").attribute("name", name),
            BodyPart::Binary(Cow::Borrowed(bytes)),
        );
        let parts = vec![
            MimePart::new("text/plain", BodyPart::Text(Cow::Borrowed(self.text))),
            pdf.attachment(name),
        ];
        let whole = MimePart::new(
            ContentType::new("multipart/mixed").attribute("boundary", format!("carnet-{}", &digest[..32])),
            BodyPart::Multipart(parts),
        );
        MessageBuilder::new()
            .to(self.to)
            .subject(self.subject)
            .date(self.made_at.milliseconds() / 1000)
            .message_id(format!(
                "{}.{}@carnet.invalid",
                &digest[32..],
                self.made_at.milliseconds()
            ))
            .header("X-Unsent", Raw::new("1"))
            .body(whole)
            .write_to_vec()
    }
}
