//! The payload of `SerializationData`: the signature's frame, the .NET stream, the serialized certificate in it.
#![no_main]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use exchcert::import::{Options, read};
use libfuzzer_sys::fuzz_target;

/// A certificate of the sample organization, for what has to fit one.
const DER: &[u8] = include_bytes!("../certificate.der");

fuzz_target!(|data: &[u8]| {
    let file = format!(
        "<Objs><Obj RefId=\"0\"><TN RefId=\"0\"><T>Microsoft.Exchange.Management.SystemConfigurationTasks.\
         ExchangeCertificate</T></TN><Props><BA N=\"RawData\">{}</BA></Props><MS><BA N=\"SerializationData\">{}</BA>\
         </MS></Obj></Objs>",
        STANDARD.encode(DER),
        STANDARD.encode(data)
    );
    let _ = read(file.as_bytes(), &Options::default());
});
