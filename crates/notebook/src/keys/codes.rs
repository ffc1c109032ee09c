//! The codes of what can be wrong with the keys, a passphrase, a recovery code or personal notes.

observation::problem_codes! {
    /// The bytes are not a keys file.
    NOT_A_KEYS_FILE = "keys.not_a_keys_file";
    /// The file is larger than any keys file.
    TOO_LARGE = "keys.too_large";
    /// The file names a format that this version does not read.
    FORMAT = "keys.format_unknown";
    /// Two slots are of one kind.
    SLOT_REPEATED = "keys.slot_repeated";
    /// The passphrase is protected less than Carnet ever does.
    TOO_WEAK = "keys.parameters_too_weak";
    /// Trying a passphrase would exhaust the machine.
    TOO_COSTLY = "keys.parameters_too_costly";
    /// The file cannot be opened by a passphrase.
    NO_PASSPHRASE = "keys.passphrase_slot_missing";
    /// The file cannot be opened by a recovery code.
    NO_RECOVERY = "keys.recovery_slot_missing";
    /// The file cannot be opened by the system's keyring.
    NO_KEYRING = "keys.keyring_slot_missing";
    /// The passphrase is not this notebook's.
    WRONG_PASSPHRASE = "keys.wrong_passphrase";
    /// The recovery code is well written and not this notebook's.
    WRONG_RECOVERY_CODE = "keys.wrong_recovery_code";
    /// What the system's keyring holds does not open this notebook.
    WRONG_KEYRING_KEY = "keys.wrong_keyring_key";
    /// The file is damaged, whatever opens it.
    DAMAGED = "keys.damaged";
    /// The secrets are another notebook's.
    OTHER_SECRETS = "keys.other_secrets";
    /// The machine has not the memory that the passphrase asks.
    MEMORY = "keys.not_enough_memory";
    /// A cipher refused to work.
    CIPHER = "keys.cipher";
    /// The passphrase is empty.
    PASSPHRASE_EMPTY = "keys.passphrase_empty";
    /// The recovery code has too many characters, or too few.
    CODE_LENGTH = "keys.recovery_code_length";
    /// The recovery code holds a character that none has.
    CODE_CHARACTER = "keys.recovery_code_character";
    /// The recovery code holds a typing error.
    CODE_TYPO = "keys.recovery_code_typo";
    /// The recovery code holds a typing error, likely in one group.
    CODE_TYPO_IN_GROUP = "keys.recovery_code_typo_in_group";
    /// The disk refused.
    STORAGE = "keys.storage";
    /// The file written does not open; the former one stays.
    NOT_VERIFIED = "keys.not_verified";
    /// The personal notes are encrypted to another author.
    NOTES_OTHER_AUTHOR = "keys.notes_other_author";
    /// The personal notes are damaged.
    NOTES_DAMAGED = "keys.notes_damaged";
    /// The personal notes are those of another visit.
    NOTES_OTHER_VISIT = "keys.notes_other_visit";
}
