#!/usr/bin/env bash
#
# make-organization.sh: makes the sample organization "Contoso".
#
#   usage: make-organization.sh [DIRECTORY]        (default: organization, beside this script)
#
# MADE ONCE, THEN FROZEN. Every run makes new keys, hence new certificates and new thumbprints, and everything that
# ever quoted one of them is wrong afterwards. So the result is kept under version control and this script is kept to
# show where it came from. A later addition does not run it again: the CA's keys are gone. It brings its own CA.
#
# Needs bash, GNU date and openssl 3. All keys are made in a temporary directory that is removed at the end; the
# organization holds public certificates only. It is put together elsewhere and copied last, so a failed run leaves
# nothing behind. An organization that is already there is never overwritten.

set -euo pipefail
export LC_ALL=C.UTF-8
umask 022

readonly clock="2026-11-21T09:00:00Z" # the simulated now: every date below is chosen around it
readonly target="${1:-$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/organization}"

# The one certificate that is known by recorded facts only: its thumbprint is the one Microsoft's examples use.
readonly example_thumbprint="434AC224C8459924B26521298CE8834C514856AB"

if [[ $# -gt 1 || "${1:-}" == -* ]]; then
    sed -n '3,5p' "${BASH_SOURCE[0]}" >&2
    exit 2
fi
if [[ -e "$target" ]] && [[ ! -d "$target" || -n "$(ls -A "$target")" ]]; then
    echo "make-organization: $target is not empty; an organization is never overwritten" >&2
    exit 1
fi

scratch="$(mktemp -d)"
readonly scratch
trap 'rm -rf "$scratch"' EXIT
readonly org="$scratch/organization"

declare -A thumbprint # certificate key -> SHA-1 of its DER, upper-case hex
declare -A friendly   # certificate key -> friendly name

# ---------------------------------------------------------------------------------------------------------------------
# openssl
# ---------------------------------------------------------------------------------------------------------------------

fail() {
    echo "make-organization: check failed: $*" >&2
    exit 1
}

# openssl is chatty on success; say something only when it fails.
quiet() {
    "$@" >"$scratch/log" 2>&1 || {
        cat "$scratch/log" >&2
        echo "make-organization: failed: $*" >&2
        exit 1
    }
}

# Noon, so that "expires in N days" does not depend on the hour of the clock.
noon() { date -u -d "$1" +%y%m%d120000Z; }

sha1_hex() { openssl dgst -sha1 -r | cut -c1-40 | tr a-f A-F; }

# `openssl ca` is the only command of openssl 3.0 that takes exact dates; it wants a little directory per CA.
write_ca_config() {
    cat >"$scratch/ca.cnf" <<'CNF'
[ca]
default_ca = this

[this]
dir = $ENV::CA_DIR
database = $dir/index.txt
serial = $dir/serial
crlnumber = $dir/crlnumber
new_certs_dir = $dir/issued
certificate = $dir/ca.pem
private_key = $dir/ca.key
default_md = sha256
policy = anything
email_in_dn = yes
unique_subject = no

# What is not named here is dropped from the subject without a word.
[anything]
domainComponent = optional
countryName = optional
localityName = optional
organizationName = optional
organizationalUnitName = optional
commonName = optional

[crl]
authorityKeyIdentifier = keyid
CNF
}

new_ca_directory() { # NAME FIRST-SERIAL
    mkdir -p "$scratch/$1/issued"
    : >"$scratch/$1/index.txt"
    echo "$2" >"$scratch/$1/serial"
    echo 01 >"$scratch/$1/crlnumber"
}

new_key() { # FILE KIND: an RSA size or ec
    if [[ "$2" == ec ]]; then
        quiet openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1"
    else
        quiet openssl genpkey -algorithm RSA -pkeyopt "rsa_keygen_bits:$2" -out "$1"
    fi
}

# The string type is openssl's string_mask: utf8only, or MASK:2048 for BMPString, MASK:4 for T61String.
new_request() { # KEY-FILE REQUEST-FILE SUBJECT STRING-TYPE [more options of openssl req]
    local key_file="$1" request="$2" subject="$3"
    printf '[req]\ndistinguished_name = dn\nstring_mask = %s\nutf8 = yes\n[dn]\n' "$4" >"$scratch/req.cnf"
    shift 4
    quiet openssl req -new -utf8 -config "$scratch/req.cnf" -key "$key_file" -subj "$subject" -out "$request" "$@"
}

name_of() { # req|x509 FILE: the subject, string types included
    openssl "$1" -in "$2" -noout -subject -nameopt rfc2253,show_type
}

sign() { # CA REQUEST START END DIGEST EXTENSIONS-FILE OUT [more options of openssl ca]
    local ca="$1" request="$2" start end digest="$5" extensions="$6" out="$7"
    start="$(noon "$3")"
    end="$(noon "$4")"
    shift 7
    CA_DIR="$scratch/$ca" quiet openssl ca -batch -notext -preserveDN -config "$scratch/ca.cnf" -md "$digest" -in "$request" \
        -startdate "$start" -enddate "$end" -extfile "$extensions" -out "$out" "$@"
}

# A certification authority. A parent equal to the name makes a root, whose own certificate takes the first serial.
make_ca() { # NAME PARENT FIRST-SERIAL START END SUBJECT [extension line ...]
    local name="$1" parent="$2" serial="$3" start="$4" end="$5" subject="$6"
    shift 6
    new_ca_directory "$name" "$serial"
    new_key "$scratch/$name/ca.key" 2048
    new_request "$scratch/$name/ca.key" "$scratch/request.csr" "$subject" utf8only
    {
        echo "basicConstraints = critical, CA:TRUE"
        echo "keyUsage = critical, digitalSignature, keyCertSign, cRLSign"
        echo "subjectKeyIdentifier = hash"
        [[ "$parent" == "$name" ]] || echo "authorityKeyIdentifier = keyid"
        printf '%s\n' "$@"
    } >"$scratch/extensions"
    local how=()
    [[ "$parent" != "$name" ]] || how=(-selfsign)
    sign "$parent" "$scratch/request.csr" "$start" "$end" sha256 "$scratch/extensions" "$scratch/$name/ca.pem" \
        "${how[@]}"
    [[ "$(name_of req "$scratch/request.csr")" == "$(name_of x509 "$scratch/$name/ca.pem")" ]] || fail "$name: subject"
}

# A server certificate, put into the organization under its thumbprint. CA "self" signs with the certificate's own key.
#   options: key=1024|2048|ec  md=sha1|sha256  eku=USAGES|none  strings=MASK:n  more=EXTENSION-LINE
make_certificate() { # KEY FRIENDLY-NAME CA START END SUBJECT SAN-OR-"" [option ...]
    local id="$1" name="$2" ca="$3" start="$4" end="$5" subject="$6" san="$7"
    shift 7
    local key=2048 md=sha256 eku=serverAuth strings=utf8only more="" option
    for option in "$@"; do
        case "$option" in
            key=* | md=* | eku=* | strings=* | more=*) local "${option%%=*}=${option#*=}" ;;
            *) echo "make-organization: unknown option $option" >&2 && exit 2 ;;
        esac
    done

    new_key "$scratch/leaf.key" "$key"
    new_request "$scratch/leaf.key" "$scratch/request.csr" "$subject" "$strings"
    {
        echo "basicConstraints = critical, CA:FALSE"
        if [[ "$key" == ec ]]; then
            echo "keyUsage = critical, digitalSignature"
        else
            echo "keyUsage = critical, digitalSignature, keyEncipherment"
        fi
        [[ "$eku" == none ]] || echo "extendedKeyUsage = $eku"
        [[ -z "$san" ]] || echo "subjectAltName = $(dns_names "$san")"
        echo "subjectKeyIdentifier = hash"
        if [[ "$ca" != self ]]; then
            echo "authorityKeyIdentifier = keyid"
            [[ "$ca" == fabrikam ]] ||
                echo "crlDistributionPoints = URI:http://pki.contoso.com/contoso-$ca.crl"
        fi
        [[ -z "$more" ]] || echo "$more"
    } >"$scratch/extensions"

    local how=()
    [[ "$ca" != self ]] || how=(-selfsign -keyfile "$scratch/leaf.key" -rand_serial)
    sign "$ca" "$scratch/request.csr" "$start" "$end" "$md" "$scratch/extensions" "$scratch/leaf.pem" "${how[@]}"
    rm "$scratch/leaf.key"
    [[ "$(name_of req "$scratch/request.csr")" == "$(name_of x509 "$scratch/leaf.pem")" ]] || fail "$id: subject"

    thumbprint[$id]="$(openssl x509 -in "$scratch/leaf.pem" -outform DER | sha1_hex)"
    friendly[$id]="$name"
    cp "$scratch/leaf.pem" "$org/certificates/${thumbprint[$id]}.pem"
}

dns_names() { # "a b c" -> "DNS:a, DNS:b, DNS:c"
    local names
    read -ra names <<<"$1"
    local joined
    joined="$(printf ', DNS:%s' "${names[@]}")"
    echo "${joined:2}"
}

# ---------------------------------------------------------------------------------------------------------------------
# The certificates
# ---------------------------------------------------------------------------------------------------------------------

make_authorities() {
    make_ca root root 1A3C5E7001 2020-01-15 2040-01-15 "/DC=com/DC=contoso/CN=Contoso Root CA"
    make_ca issuing root 5E00000002A4C20000000001 2021-01-20 2036-01-20 "/DC=com/DC=contoso/CN=Contoso Issuing CA"
    # May issue for branch.contoso.com only; what it issues for other names has a chain, but a wrong one.
    make_ca branch root 5E00000003B7D10000000001 2024-02-01 2034-02-01 "/DC=com/DC=contoso/CN=Contoso Branch CA" \
        "nameConstraints = critical, permitted;DNS:branch.contoso.com"
    # Another company's root: in nobody's trust list.
    make_ca fabrikam fabrikam 6A000000010001 2022-06-01 2037-06-01 "/DC=com/DC=fabrikam/CN=Fabrikam Root CA"
    new_ca_directory self 01 # where self-signed certificates are made: their serials are random

    cp "$scratch/root/ca.pem" "$org/trust/contoso-root.pem"
    cp "$scratch/issuing/ca.pem" "$org/trust/contoso-issuing.pem"
    cp "$scratch/branch/ca.pem" "$org/trust/contoso-branch.pem"
    cp "$scratch/fabrikam/ca.pem" "$org/trust/fabrikam-root.pem"
}

# What setup makes on a fresh server, besides the Auth certificate that all servers share.
make_setup_certificates() { # SERVER INSTALLED: 5 years for Exchange, 3650 days for the Web Management Service
    local server="$1" installed="$2"
    local lower="${server,,}"
    make_certificate "exchange-$server" "Microsoft Exchange" self \
        "$installed" "$(date -u -d "$installed +5 years" +%F)" "/CN=$server" "$server $lower.contoso.com"
    [[ "$server" == EDGE* ]] || make_certificate "wmsvc-$server" "WMSVC-SHA2" self \
        "$installed" "$(date -u -d "$installed +3650 days" +%F)" "/CN=WMSvc-SHA2-$server" ""
}

make_certificates() {
    local it="/C=US/O=Contoso/OU=IT"
    local mail_names="mail.contoso.com autodiscover.contoso.com imap.contoso.com pop.contoso.com"
    mail_names+=" ex01.contoso.com ex02.contoso.com ex16.contoso.com ex19.contoso.com"

    make_setup_certificates EX01 2024-09-03
    make_setup_certificates EX02 2024-09-10
    make_setup_certificates EX16 2022-02-14
    make_setup_certificates EX19 2022-06-01
    make_setup_certificates EDGE1 2024-09-17
    make_certificate auth "Microsoft Exchange Server Auth Certificate" self 2023-11-07 2028-11-07 \
        "/CN=Microsoft Exchange Server Auth Certificate" ""
    make_certificate federation "Exchange Delegation Federation" self 2023-11-14 2028-11-14 "/CN=Federation" ""

    # In use, and its successors.
    make_certificate mail-2026 "Contoso mail 2026" issuing 2026-01-10 2027-01-10 \
        "$it/CN=mail.contoso.com" "$mail_names"
    make_certificate mail-2027 "Contoso mail 2027" issuing 2026-11-10 2027-05-29 \
        "$it/CN=mail.contoso.com" "$mail_names"
    make_certificate mail-2028 "Contoso mail 2028 (early)" issuing 2027-05-15 2027-12-01 \
        "$it/CN=mail.contoso.com" "$mail_names"
    make_certificate wildcard "Contoso wildcard" issuing 2026-06-01 2027-06-01 \
        "$it/CN=*.contoso.com" "*.contoso.com contoso.com"
    make_certificate partner "Contoso partner portal" issuing 2026-05-04 2027-05-04 \
        "$it/CN=partner.contoso.com" "partner.contoso.com *.partner.contoso.com"
    make_certificate japan "日本支社メール 2027" issuing 2026-10-01 2027-10-01 \
        "/C=JP/L=東京/O=コントソ株式会社/CN=mail.xn--pbvspu5az79b.contoso.com" \
        "mail.xn--pbvspu5az79b.contoso.com autodiscover.xn--pbvspu5az79b.contoso.com"

    # One for each Status that is not Valid, and for each thing worth a warning.
    make_certificate autodiscover "Contoso autodiscover" issuing 2025-11-29 2026-11-29 \
        "$it/CN=autodiscover.contoso.com" "autodiscover.contoso.com"
    make_certificate owa-2024 "Legacy OWA 2024" issuing 2023-12-31 2024-12-31 \
        "$it/CN=owa.contoso.com" "owa.contoso.com legacy.contoso.com"
    make_certificate webmail "Contoso webmail (old key)" issuing 2026-03-01 2027-03-01 \
        "$it/CN=webmail.contoso.com" "webmail.contoso.com"
    make_certificate relay "Fabrikam relay" fabrikam 2026-04-20 2028-04-20 \
        "/C=US/O=Fabrikam, Inc./CN=relay.fabrikam.com" "relay.fabrikam.com"
    make_certificate website "Contoso website" branch 2026-02-02 2028-02-02 \
        "$it/CN=www.contoso.com" "www.contoso.com"
    make_certificate hybrid "Contoso hybrid" issuing 2026-07-06 2027-07-06 \
        "$it/CN=hybrid.contoso.com" "hybrid.contoso.com"
    make_certificate tasks "Contoso tasks (imported list)" issuing 2026-08-03 2027-08-03 \
        "$it/CN=tasks.contoso.com" "tasks.contoso.com"
    make_certificate fax "Contoso fax gateway (RSA 1024)" issuing 2024-03-18 2029-03-18 \
        "$it/CN=fax.contoso.com" "fax.contoso.com" key=1024
    make_certificate intranet "Contoso intranet (SHA-1)" issuing 2022-05-09 2027-05-09 \
        "$it/CN=intranet.contoso.com" "intranet.contoso.com" md=sha1
    make_certificate ecdsa "Contoso mail 2027 (ECDSA)" issuing 2026-11-12 2027-05-31 \
        "$it/CN=mail.contoso.com" "$mail_names" key=ec
    make_certificate archive "Contoso archive" issuing 2026-01-19 2028-01-19 \
        "$it/CN=archive.contoso.com" "archive.contoso.com"

    # On one server only.
    make_certificate device "Contoso device sign-in" issuing 2026-02-16 2027-02-16 \
        "$it/CN=ex02.contoso.com" "ex02.contoso.com" eku=clientAuth
    make_certificate ex02-card "Contoso EX02 (key stays here)" issuing 2026-09-07 2027-09-07 \
        "$it/CN=ex02.contoso.com" "ex02.contoso.com mail.contoso.com"
    make_certificate journaling "Contoso journaling" issuing 2026-04-13 2028-04-13 \
        "$it/CN=journal.contoso.com" "journal.contoso.com"
    make_certificate um-router "Contoso UM call router" issuing 2026-03-09 2027-09-09 \
        "$it/CN=ex16.contoso.com" "ex16.contoso.com"
    make_certificate um-2027 "Contoso UM 2027" issuing 2026-11-02 2027-11-02 \
        "$it/CN=um.contoso.com" "um.contoso.com ex16.contoso.com"
    # As an old Windows CA wrote names: one letter beyond ASCII, and the whole value is a BMPString or a T61String.
    # 1.3.6.1.4.1.311.20.2 is the template name such a CA puts in.
    make_certificate zurich "Zweigstelle Zürich" issuing 2022-10-10 2027-10-10 \
        "/C=CH/L=Zürich/O=Contoso Zürich AG/CN=zuerich.contoso.com" "zuerich.contoso.com" \
        strings=MASK:2048 eku=none more="1.3.6.1.4.1.311.20.2 = ASN1:BMPSTRING:WebServer"
    make_certificate geneva "Agence de Genève" issuing 2022-10-17 2027-10-17 \
        "/C=CH/L=Genève/O=Contoso Genève SA/CN=geneve.contoso.com" "geneve.contoso.com" \
        strings=MASK:4 more="1.3.6.1.4.1.311.20.2 = ASN1:BMPSTRING:WebServer"
    # Every character RFC 4514 wants escaped somewhere: , + " \ < > ; and a leading #.
    make_certificate limited "Contoso, Ltd" issuing 2026-06-15 2027-06-15 \
        '/C=GB/O=Contoso, Ltd/OU=#1 \+ "Voice" <Mail>; A\\B/CN=smtp.contoso.co.uk' "smtp.contoso.co.uk"

    # The Edge Transport server.
    make_certificate edge-2026 "Contoso edge 2026" issuing 2026-01-26 2027-01-26 \
        "$it/CN=edge1.contoso.com" "edge1.contoso.com smtp.contoso.com"
    make_certificate edge-2027 "Contoso edge 2027" issuing 2026-11-16 2027-06-04 \
        "$it/CN=edge1.contoso.com" "edge1.contoso.com smtp.contoso.com"

    thumbprint[legacy-import]="$example_thumbprint"
    friendly[legacy-import]="Contoso legacy import"
}

# The revocations are written into the CA's index by hand: `openssl ca -revoke` knows only today's date.
make_revocation_list() {
    local index="$scratch/issuing/index.txt"
    awk -F '\t' -v OFS='\t' '$6 ~ /CN=webmail/ { $1 = "R"; $3 = "261002081500Z,keyCompromise" } { print }' \
        "$index" >"$index.new"
    # A second one that no server has: a list of one entry would hide a search that only looks at the first.
    printf 'R\t270801120000Z\t260811100000Z,cessationOfOperation\t5E00000002A4C100000000C7\tunknown\t/CN=vpn\n' \
        >>"$index.new"
    mv "$index.new" "$index"
    CA_DIR="$scratch/issuing" quiet openssl ca -config "$scratch/ca.cnf" -gencrl -crlexts crl \
        -crl_lastupdate 261116060000Z -crl_nextupdate 261214060000Z -out "$org/trust/contoso-issuing.crl"
}

# A request is listed by its placeholder: Exchange shows a dummy certificate for it, here the hash of the request. Its
# file is named after the key it waits for (SHA-1 of the public key, the subject key identifier to be).
make_pending_request() {
    new_key "$scratch/leaf.key" 2048
    new_request "$scratch/leaf.key" "$scratch/request.csr" "/C=US/O=Contoso/OU=IT/CN=mail.contoso.com" utf8only \
        -addext "subjectAltName = DNS:mail.contoso.com, DNS:autodiscover.contoso.com" \
        -addext "keyUsage = critical, digitalSignature, keyEncipherment" \
        -addext "extendedKeyUsage = serverAuth"
    request_key_id="$(openssl rsa -in "$scratch/leaf.key" -RSAPublicKey_out -outform DER 2>/dev/null | sha1_hex)"
    rm "$scratch/leaf.key"
    request_thumbprint="$(openssl req -in "$scratch/request.csr" -outform DER | sha1_hex)"
    cp "$scratch/request.csr" "$org/requests/$request_key_id.csr"
}

# ---------------------------------------------------------------------------------------------------------------------
# The documents
#
# exchcert changes values and leaves comments alone. So a comment behind a value says what the key is for, or a fact
# about the certificate; it never says who holds a service, which the next assignment would make a lie. Inside a list
# the comment belongs to its element and stays true.
# ---------------------------------------------------------------------------------------------------------------------

tp() { echo "\"${thumbprint[$1]}\""; }

# A list of thumbprints, one a line with the friendly name behind it: nobody can read a thumbprint.
tp_list() { # KEY ...
    local id
    echo "["
    for id in "$@"; do echo "    $(tp "$id"), # ${friendly[$id]}"; done
    echo "]"
}

certificate() { # KEY PRIVATE-KEY [comment behind private-key]
    printf '\n[[certificates]]\nthumbprint = %s\nfriendly-name = "%s"\nprivate-key = "%s"%s\n' \
        "$(tp "$1")" "${friendly[$1]}" "$2" "${3:+ # $3}"
}

# Setup puts its self-signed certificate among the trusted roots of the server itself, which is RootCAType Registry.
exchange_certificate() { # SERVER [comment behind private-key [comment behind root-ca-type]]
    certificate "exchange-$1" present "${2:-}"
    printf '[certificates.recorded]\nroot-ca-type = "Registry"%s\n' "${3:+ # $3}"
}

note() { printf '\n# %s' "$@"; } # comment lines right above the next certificate

write_organization() {
    cat >"$org/organization.toml" <<TOML
# Contoso, a simulated Exchange organization to practise in. Nothing here is a real server and no private key exists:
# break what you like, \`exchcert demo --fresh\` starts over.
#
# One document a server is in servers/, the certificates themselves are in certificates/, named by thumbprint.

schema = 1
name = "Contoso"
connected-server = "EX01" # what a cmdlet without -Server means
clock = "$clock" # a simulation brings its own time; a real organization has no clock

[trust] # paths are relative to this file
roots = ["trust/contoso-root.pem"]
intermediates = [
    "trust/contoso-issuing.pem",
    "trust/contoso-branch.pem", # may issue for branch.contoso.com only, see "Contoso website" on EX01
]
crls = ["trust/contoso-issuing.crl"] # of 2026-11-16, good until 2026-12-14
root-types = { "trust/contoso-root.pem" = "Enterprise" } # shown as RootCAType: this root came with Active Directory
system-roots = false
# trust/fabrikam-root.pem is here too, but nobody trusts it: "Fabrikam relay" on EX01 is Untrusted until you do.

[auth] # Microsoft Exchange Server Auth Certificate: the same one on every Mailbox server
current = $(tp auth)

# Send connectors with a certificate of their own. They name it by issuer and subject, so every certificate with both is
# held, an old one as well as the renewed one: to remove one, take the tls-certificate-name out, remove it, and put the
# name back. Without source-servers a connector sends from every server.
[[send-connectors]]
name = "To Fabrikam"
tls-certificate-name = "<I>CN=Contoso Issuing CA, DC=contoso, DC=com<S>CN=partner.contoso.com, OU=IT, O=Contoso, C=US"
source-servers = ["EX01"] # holds "Contoso partner portal"

[[send-connectors]]
name = "To the devices"
tls-certificate-name = "<I>CN=Contoso Issuing CA, DC=contoso, DC=com<S>CN=ex02.contoso.com, OU=IT, O=Contoso, C=US"
source-servers = ["EX02"] # holds "Contoso EX02 (key stays here)" and "Contoso device sign-in"

# Who may write. Without this table everyone may. With it, whoever is not listed may only look. Try:
#
# [access]
# alice = ["Server Management"]
# bob = ["Organization Management"]
# carol = ["View-Only Organization Management"]
TOML
}

write_ex01() {
    {
        cat <<TOML
# EX01: the server to practise on. It has something of everything: one certificate for each Status, and the weak, the
# broken and the half-known ones that an administrator inherits.
#
# Good first exercise: assign "Contoso mail 2027" to IIS and SMTP, and keep the default SMTP certificate.

schema = 1
name = "EX01"
fqdn = "ex01.contoso.com"
build = "15.2.2562.17" # Exchange Server SE: no Unified Messaging
roles = ["Mailbox"]
dag = "DAG1" # together with EX02

# Who serves what, by thumbprint; the names are further down. There is one holder for each web site, lists for the rest.
[services]
iis = $(tp mail-2026) # Default Web Site, what clients see on :443
# Made by setup, for the servers among themselves; an assignment never moves it.
iis-back-end = $(tp exchange-EX01) # Exchange Back End, :444
# SMTP adds up: transport picks one of these by name and date.
smtp = $(tp_list exchange-EX01 auth mail-2026 owa-2024)
smtp-default = $(tp exchange-EX01) # the default SMTP certificate: must be one of the above
imap = $(tp_list exchange-EX01)
pop = $(tp_list exchange-EX01)

[pop]
x509-certificate-name = "ex01.contoso.com" # POP takes the newest of its certificates that has this name

[imap]
x509-certificate-name = "ex01.contoso.com" # IMAP likewise
TOML
        note "What setup put here."
        exchange_certificate EX01 "not exportable: made by setup on this server" \
            "setup put it among the trusted roots of the server itself"
        certificate auth exportable "the same on every server"
        certificate wmsvc-EX01 present "keep it: Exchange updates fail without"
        note "In use today, and what comes next."
        certificate mail-2026 exportable "until 2027-01-10"
        certificate mail-2027 exportable "its successor: 200 days, until 2027-05-29"
        certificate mail-2028 exportable "ordered too early: valid from 2027-05-15"
        certificate ecdsa exportable "elliptic curve, P-256"
        certificate wildcard exportable "POP and IMAP want a plain name"
        certificate partner exportable "a plain subject, a wildcard among the other names"
        certificate japan exportable "mail.日本支社.contoso.com"
        note "Trouble, one kind each."
        certificate autodiscover exportable "until 2026-11-29"
        certificate owa-2024 exportable "expired, and never taken away"
        certificate webmail exportable "revoked 2026-10-02: the key leaked"
        certificate relay exportable "issued by Fabrikam Root CA, which nobody here trusts"
        certificate website exportable "www.contoso.com is not Contoso Branch CA's to issue for"
        certificate fax exportable "1024 bits"
        certificate intranet exportable "signed with SHA-1"
        certificate archive missing "the .cer was imported, the .pfx was meant"
        note "The revocation list could not be reached when this was taken over from Get-ExchangeCertificate."
        certificate hybrid exportable
        printf '[certificates.recorded]\nstatus = "RevocationCheckFailure" # WinHTTP proxy not set on EX01\n'
        note "Taken over from a list that had lost these two columns; nobody may guess them."
        certificate tasks exportable
        printf 'unknown = ["services", "status"]\n'
        note "Known from notes only: the certificate itself was never handed over, so there is no .pem for it."
        certificate legacy-import exportable
        cat <<'TOML'
[certificates.recorded]
subject = "CN=mail.contoso.com, OU=IT, O=Contoso, C=US"
issuer = "CN=Contoso Issuing CA, DC=contoso, DC=com"
not-before = "2026-03-13T01:00:00Z"
not-after = "2027-03-14T00:59:59Z"
domains = ["mail.contoso.com", "autodiscover.contoso.com"]
serial = "5E00000002A4C100000000B2"
key-size = 2048
root-ca-type = "Enterprise"
status = "Valid" # as the server said; dates are checked again, trust is believed
TOML
        cat <<TOML

# Sent to the issuing CA on 2026-11-20, not answered yet.
[[requests]]
key-id = "$request_key_id" # requests/ has the file
thumbprint = "$request_thumbprint" # a placeholder until the certificate comes
friendly-name = "Contoso mail 2028 renewal request"
TOML
    } >"$org/servers/EX01.toml"
}

write_ex02() {
    {
        cat <<TOML
# EX02: EX01's partner in DAG1. On 2026-11-14 it went ahead: "Contoso mail 2027" took over IIS, not yet IMAP and POP.

schema = 1
name = "EX02"
fqdn = "ex02.contoso.com"
build = "15.2.2562.17" # Exchange Server SE
roles = ["Mailbox"]
dag = "DAG1"

[services]
iis = $(tp mail-2027) # Default Web Site
iis-back-end = $(tp exchange-EX02) # Exchange Back End
smtp = $(tp_list exchange-EX02 auth mail-2026 mail-2027)
# On that day the question was answered with Keep.
smtp-default = $(tp exchange-EX02) # the default SMTP certificate
imap = $(tp_list mail-2026)
pop = $(tp_list mail-2026)

[pop]
x509-certificate-name = "mail.contoso.com" # what POP clients are told to connect to

[imap]
x509-certificate-name = "mail.contoso.com"
TOML
        exchange_certificate EX02
        certificate auth exportable "the same on every server"
        certificate wmsvc-EX02 present
        certificate mail-2026 exportable
        certificate mail-2027 exportable
        certificate ex02-card present "not exportable: cannot be carried to another server"
        certificate device exportable "Client Authentication only, so no service can use it"
        certificate archive exportable "complete here; on EX01 the key is missing"
        certificate journaling unknown "the import could not tell"
    } >"$org/servers/EX02.toml"
}

write_ex16() {
    {
        cat <<TOML
# EX16: the last server that serves Unified Messaging, kept for the telephone system until it is replaced.

schema = 1
name = "EX16"
fqdn = "ex16.contoso.com"
build = "15.1.2507.6" # Exchange Server 2016 CU23
roles = ["Mailbox"]

[um]
# With TCP there is no certificate to assign: Set-UMService -Identity EX16 -UMStartupMode Dual comes first.
startup-mode = "TCP" # TCP | TLS | Dual
call-router-startup-mode = "Dual"

[services]
iis = $(tp mail-2026) # Default Web Site
iis-back-end = $(tp exchange-EX16) # Exchange Back End
smtp = $(tp_list exchange-EX16 auth federation mail-2026)
smtp-default = $(tp exchange-EX16) # the default SMTP certificate
imap = [] # an empty list or no key at all: nobody
um-call-router = $(tp um-router) # one holder; a key "um" would be next to it
# Set by the federation trust, never by an assignment.
federation = $(tp_list federation)
TOML
        exchange_certificate EX16
        certificate auth exportable "the same on every server"
        certificate wmsvc-EX16 present
        certificate federation exportable
        certificate mail-2026 exportable
        certificate mail-2027 present "imported here without the exportable flag"
        certificate um-router exportable
        certificate um-2027 exportable "for the UM call router, and for UM once that speaks TLS"
        note "From the Windows CA of the Swiss offices' days: names with umlauts and accents in old string types."
        certificate zurich exportable "BMPString"
        certificate geneva exportable "T61String (TeletexString)"
    } >"$org/servers/EX16.toml"
}

write_ex16b() {
    {
        cat <<TOML
# EX16B: the second 2016 server, never set up for the telephone system. There is no [um] table here, so both startup
# modes are Exchange's default, TCP. Its own self-signed certificate went when Contoso mail 2026 took everything over.

schema = 1
name = "EX16B"
fqdn = "ex16b.contoso.com"
build = "15.1.2507.6" # Exchange Server 2016 CU23
roles = ["Mailbox"]

[services]
iis = $(tp mail-2026) # Default Web Site
iis-back-end = $(tp mail-2026) # Exchange Back End
smtp = $(tp_list auth mail-2026)
smtp-default = $(tp mail-2026) # the default SMTP certificate
TOML
        certificate auth exportable "the same on every server"
        certificate mail-2026 exportable
        certificate mail-2027 exportable
        certificate um-2027 exportable "for UM, once that speaks TLS here"
    } >"$org/servers/EX16B.toml"
}

write_ex19() {
    {
        cat <<TOML
# EX19: Exchange 2019, waiting for its upgrade to SE. It was built with the wildcard for the web.

schema = 1
name = "EX19"
fqdn = "ex19.contoso.com"
build = "15.2.1544.4" # Exchange Server 2019 CU14
roles = ["Mailbox"]

[services]
iis = $(tp wildcard) # Default Web Site: a wildcard is fine here, not for POP and IMAP
iis-back-end = $(tp exchange-EX19) # Exchange Back End
smtp = $(tp_list exchange-EX19 auth federation mail-2026)
# In January 2026 someone answered Yes: the default went from setup's certificate to a CA-issued one.
smtp-default = $(tp mail-2026) # the default SMTP certificate
imap = $(tp_list mail-2026)
# pop: nobody, no client asks for it
# Set by the federation trust, never by an assignment.
federation = $(tp_list federation)

[imap]
x509-certificate-name = "imap.contoso.com" # what IMAP clients are told to connect to
TOML
        exchange_certificate EX19
        certificate auth exportable "the same on every server"
        certificate wmsvc-EX19 present
        certificate federation exportable
        certificate mail-2026 exportable
        certificate mail-2027 exportable
        certificate wildcard exportable
        certificate limited exportable "a subject full of commas, quotes and plus signs"
    } >"$org/servers/EX19.toml"
}

write_edge1() {
    {
        cat <<TOML
# EDGE1: the Edge Transport server in the perimeter network. SMTP is all it does.
#
# The subscription remembers the default SMTP certificate. Replacing it means: remove the old certificate first, then
# subscribe again.

schema = 1
name = "EDGE1"
fqdn = "edge1.contoso.com"
build = "15.2.2562.17" # Exchange Server SE
roles = ["EdgeTransport"]
edge-subscription = "Default-First-Site-Name" # the Active Directory site it is subscribed to

[services]
smtp = $(tp_list exchange-EDGE1 edge-2026)
smtp-default = $(tp edge-2026) # the default SMTP certificate: what the subscription remembers
TOML
        exchange_certificate EDGE1
        certificate edge-2026 exportable "until 2027-01-26"
        certificate edge-2027 exportable "its successor, until 2027-06-04"
    } >"$org/servers/EDGE1.toml"
}

# ---------------------------------------------------------------------------------------------------------------------
# The check: what was made is what was meant
# ---------------------------------------------------------------------------------------------------------------------

verifies() { # KEY: does the chain hold at the clock? Only the issuing CA has a revocation list.
    local revocation=(-crl_check)
    [[ "$1" != website ]] || revocation=()
    openssl verify -auth_level 0 -attime "$(date -u -d "$clock" +%s)" "${revocation[@]}" \
        -CAfile "$org/trust/contoso-root.pem" -untrusted <(cat "$org"/trust/contoso-{issuing,branch}.pem) \
        -CRLfile "$org/trust/contoso-issuing.crl" \
        "$org/certificates/${thumbprint[$1]}.pem" >"$scratch/log" 2>&1
}

check() {
    local file id
    for file in "$org"/certificates/*.pem; do
        [[ "$(openssl x509 -in "$file" -outform DER | sha1_hex).pem" == "$(basename "$file")" ]] ||
            fail "$file: thumbprint"
    done
    for id in mail-2026 mail-2027 ecdsa wildcard partner japan autodiscover hybrid tasks fax intranet archive \
        device ex02-card journaling um-router um-2027 zurich geneva limited edge-2026 edge-2027; do
        verifies "$id" || fail "$id: $(cat "$scratch/log")"
    done
    local id_and_reason
    for id_and_reason in \
        "owa-2024=certificate has expired" "mail-2028=certificate is not yet valid" \
        "webmail=certificate revoked" "relay=unable to get local issuer" "website=permitted subtree violation"; do
        verifies "${id_and_reason%%=*}" && fail "${id_and_reason%%=*}: should not verify"
        grep -q "${id_and_reason#*=}" "$scratch/log" || fail "$id_and_reason: $(cat "$scratch/log")"
    done
    if grep -rq '""' "$org/servers" "$org/organization.toml"; then fail "an empty thumbprint"; fi
    openssl req -in "$org/requests/$request_key_id.csr" -verify -noout >"$scratch/log" 2>&1 || fail "the request"
    if grep -rq "PRIVATE KEY" "$org"; then fail "a private key"; fi
}

# ---------------------------------------------------------------------------------------------------------------------

mkdir -p "$org"/{servers,certificates,requests,trust}
write_ca_config
make_authorities
make_certificates
make_revocation_list
make_pending_request
write_organization
write_ex01
write_ex02
write_ex16
write_ex16b
write_ex19
write_edge1
check

mkdir -p "$target"
cp -R "$org/." "$target/"
echo "$target: made"
