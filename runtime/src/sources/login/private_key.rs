//! The private key of a session: EC P-256 in PEM, in the form of PKCS #8 (RFC 5208) or of SEC 1 (RFC 5915).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

const SEQUENCE: u8 = 0x30;
const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OCTET_STRING: u8 = 0x04;
const OBJECT_ID: u8 = 0x06;
/// The context-specific elements of SEC 1.
const PARAMETERS: u8 = 0xa0;
const PUBLIC_KEY: u8 = 0xa1;

const ID_EC_PUBLIC_KEY: [u8; 7] = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
const P_256: [u8; 8] = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];

/// The numbers of a key.
pub(super) struct PrivateKey {
    #[cfg_attr(not(any(feature = "rustls-ring", feature = "rustls-aws-lc-rs", feature = "sigv4a")), allow(dead_code))]
    pub(super) private: Zeroizing<[u8; 32]>,
    /// `4`, then the coordinates x and y of the public key.
    pub(super) public: [u8; 65],
}

impl PrivateKey {
    /// The key in a PEM text. `None` if it is of another kind, or has no public key.
    pub(super) fn from_pem(pem: &str) -> Option<Self> {
        let lines = pem.lines().map(str::trim).filter(|line| !line.starts_with("-----"));
        let mut base64 = Zeroizing::new(String::with_capacity(pem.len()));
        lines.for_each(|line| base64.push_str(line));
        let der = Zeroizing::new(STANDARD.decode(base64.as_bytes()).ok()?);
        let (key, []) = element(&der, SEQUENCE)? else { return None };
        let (_version, rest) = element(key, INTEGER)?;
        match element(rest, SEQUENCE) {
            Some((algorithm, rest)) => {
                let (id, parameters) = element(algorithm, OBJECT_ID)?;
                let is_p256 = id == ID_EC_PUBLIC_KEY && element(parameters, OBJECT_ID)?.0 == P_256;
                let (sec1, []) = element(element(rest, OCTET_STRING)?.0, SEQUENCE)? else { return None };
                Self::from_sec1(element(sec1, INTEGER)?.1).filter(|_| is_p256)
            }
            None => Self::from_sec1(rest),
        }
    }

    /// The key in the form of SEC 1, after its version.
    fn from_sec1(key: &[u8]) -> Option<Self> {
        let (private, mut rest) = element(key, OCTET_STRING)?;
        if let Some((parameters, after)) = element(rest, PARAMETERS) {
            element(parameters, OBJECT_ID).filter(|(curve, _)| *curve == P_256)?;
            rest = after;
        }
        let (public, _) = element(element(rest, PUBLIC_KEY)?.0, BIT_STRING)?;
        // The first byte is the number of unused bits.
        let public = public.strip_prefix(&[0])?.try_into().ok()?;
        Some(Self { private: Zeroizing::new(private.try_into().ok()?), public })
    }
}

/// The content of the DER element at the start of `input`, and what follows it. `None` if it has another tag.
fn element(input: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let [found, length, rest @ ..] = input else { return None };
    let (length, rest) = match (length, rest) {
        (..=0x7f, _) => (*length, rest),
        // Longer elements do not occur in such a key.
        (0x81, [length, rest @ ..]) => (*length, rest),
        _ => return None,
    };
    if *found == tag { rest.split_at_checked(length.into()) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A key made by AWS's common runtime, as the AWS CLI makes it, in both forms.
    const PRIVATE: &str = "d94b76eaa5a3fc86556872bcf2106c397a9f4eb4e8684a47d1077b22fc2946c4";
    const PUBLIC: &str = "0499ce2fc80fbc9bc802d90cee38b0dd11d743f8037752dc4d7683ac9e83d33cd9ac205633b5506846a9832e3c565ea5c\
                          553723c8bd6411ac31d0659b248994cef";

    fn bytes(hex: &str) -> Vec<u8> {
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
    }

    fn pem(hex: &str) -> String {
        let base64 = STANDARD.encode(bytes(hex));
        let (first, rest) = base64.split_at(64);
        format!("-----BEGIN PRIVATE KEY-----\n{first}\r\n{rest}\n-----END PRIVATE KEY-----\n")
    }

    fn sec1() -> String {
        format!("30770201010420{PRIVATE}a00a06082a8648ce3d030107a144034200{PUBLIC}")
    }

    #[test]
    fn both_forms_are_read() {
        let pkcs8 = format!(
            "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420{PRIVATE}a144034200{PUBLIC}"
        );
        for hex in [sec1(), pkcs8] {
            let key = PrivateKey::from_pem(&pem(&hex)).unwrap();
            assert_eq!((key.private.to_vec(), key.public.to_vec()), (bytes(PRIVATE), bytes(PUBLIC)));
        }
    }

    #[test]
    fn other_keys_are_none() {
        let other_curve = sec1().replace("2a8648ce3d030107", "2a8648ce3d030106");
        let without_public = format!("30310201010420{PRIVATE}a00a06082a8648ce3d030107");
        for hex in [other_curve, without_public, sec1() + "00", "3003020101".repeat(20)] {
            assert!(PrivateKey::from_pem(&pem(&hex)).is_none(), "{hex}");
        }
        for text in ["", "-----BEGIN PRIVATE KEY-----", "hidden", "MA==", "MIGHAgEAMBMGByqGSM49AgEG"] {
            assert!(PrivateKey::from_pem(text).is_none(), "{text}");
        }
    }

    /// No input makes it panic.
    #[test]
    fn a_key_that_is_cut_off_is_none() {
        let whole = bytes(&sec1());
        for length in 0..whole.len() {
            assert!(PrivateKey::from_pem(&STANDARD.encode(&whole[..length])).is_none(), "{length}");
        }
    }
}
