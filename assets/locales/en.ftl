# The words of exchcert in English. One message a line of the table in src/locale/table.
# Beware: a continuation line must not begin with a bracket, and blanks at the ends of a line are lost.

plain = { $value }

# The frame of the page
product-title = Exchange admin center
breadcrumb = servers > certificates
header-simulated = simulated { $day }
header-view-only = { $user }, view-only
loading = Loading
checking = checking
too-small = Too small: { $width }x{ $height }. At least { $needed_width }x{ $needed_height } is needed.

# Select server
picker-title = Select server
picker-folded = Select server: { $server }
picker-broken = broken
picker-edge = Edge
picker-build-unknown = build unknown
picker-attention = { $count ->
    [one] { $count } certificate needs attention
   *[other] { $count } certificates need attention
}
picker-empty = This organization has no servers.
picker-broken-detail = { $server } cannot be shown: { $reason }

# Certificates
list-title = Certificates
column-name = NAME
column-status = STATUS
column-expires-on = EXPIRES ON
list-empty = This server has no certificates.
list-counts = { $selected } selected of { $total } total
list-default-smtp = Default SMTP certificate
filter-prompt = Filter:
filter-hint = part of a name, issuer, thumbprint, service or status
filter-counts = { $shown } of { $total }
filter-none = Nothing matches "{ $filter }".

# Details
details-title = Details
details-nothing = No certificate is selected.
details-findings = In the document of { $server }
details-issuer = Issuer
details-status = Status
details-expires-on = Expires on
details-expired-on = Expired on
details-valid-from = Valid from
details-day = { $day } ({ $distance })
details-assigned = Assigned to services
details-warnings = Warnings
details-auth = Auth certificate of the organization
details-request = Waiting for the answer of the certification authority
details-recorded = Recorded facts; there is no certificate file
details-unreadable = The certificate cannot be read: { $reason }
value-none = None
value-services = { $services }
value-unknown = Unknown
value-yes = Yes
value-no = No

# Details: why a certificate has a service
why-site = Default Web Site (:443)
why-both-sites = Default Web Site (:443), Exchange Back End (:444)
why-back-end = back end only: Exchange Back End (:444)
why-smtp-default = Default SMTP certificate
why-smtp = external SMTP; not the default
why-default-without-smtp = Default SMTP certificate, without SMTP itself
why-serves = serves { $name }
why-flag-only = flag only; another one serves { $name }
why-flag-only-not-covered = flag only; { $name } is not among its names
why-flag-only-nobody = flag only; no Valid certificate serves { $name }
why-flag-only-unnamed = flag only; no X509CertificateName is set
why-startup-mode = startup mode { $mode }
why-federation = federation trust

# Actions: titles are short, for the footer; tips are sentences, for the help
action-edit = Edit
action-edit-tip = Edit the certificate: assign it to services.
action-remove = Remove...
action-remove-tip = Remove the certificate from the server; asks first.
action-export = Script...
action-export-tip = Write the changes as a PowerShell script, to be reviewed and run elsewhere; asks where.
action-refresh = Refresh
action-refresh-tip = Read the server again.
action-filter = Filter
action-filter-tip = Show only the certificates that match.
action-help = Help
action-help-tip = Show every key.
action-quit = Quit
action-quit-tip = Leave.
action-pick-server = Servers
action-pick-server-tip = Choose the server.
action-take = Select
action-take-tip = Take what is chosen.
action-show-details = Details
action-show-details-tip = Show the details of the certificate.
action-close = Close
action-close-tip = Close this.
action-next = Next
action-next-tip = Go to the next pane or field.
action-previous = Previous
action-previous-tip = Go to the previous pane or field.
action-up = Up
action-up-tip = Go one up.
action-down = Down
action-down-tip = Go one down.
action-left = Left
action-left-tip = Go left.
action-right = Right
action-right-tip = Go right.
action-page-up = Page up
action-page-up-tip = Go one page up.
action-page-down = Page down
action-page-down-tip = Go one page down.
action-first = First
action-first-tip = Go to the first.
action-last = Last
action-last-tip = Go to the last.
action-sort-name = Sort by name
action-sort-name-tip = Sort by name; again to reverse.
action-sort-status = Sort by status
action-sort-status-tip = Sort by status; again to reverse.
action-sort-expires = Sort by date
action-sort-expires-tip = Sort by expiry date; again to reverse.
action-toggle = Tick
action-toggle-tip = Tick or untick the service.
action-save = Save
action-save-tip = Save the changes.
action-clear-filter = Clear filter
action-clear-filter-tip = Show every certificate again.
action-back = Back
action-back-tip = Go back to the list.
action-cancel = Cancel
action-cancel-tip = Leave what is open.
action-make-default = Make default...
action-make-default-tip = Make it the default SMTP certificate; asks first.
action-suspend = Suspend
action-suspend-tip = Go back to the shell for a while.
action-palette = Actions
action-palette-tip = Find an action by its name, with its key.
more-below = { $key }: more
hints-more = more

# Help
help-title = Help
help-everywhere = Everywhere
help-picker = Select server
help-list = Certificates
help-details = Details
help-filter = Filter
help-edit = Edit
help-question = Questions
help-page = On the page
help-typed-question = Questions answered by typing
help-report = In a report
help-drop-down = Select server, dropped down
help-type-ahead = Letters and digits go to the server that begins so; Backspace takes the last one back.
help-export = The name of a script
help-palette = Actions
help-signs = Signs

# The palette
palette-title = Actions
palette-hint = type a part of an action's name
palette-nothing = There is no such action here.

# Edit: tabs and buttons
edit-title = { $certificate } on { $server }
edit-tab-general = General
edit-tab-services = Services
button-save = Save
button-cancel = Cancel
button-close = Close
edit-read-only = Read-only: { $reason }

# Edit: General
field-friendly-name = Friendly name
field-subject = Subject
field-alternative-names = Subject alternative names
field-issuer = Issuer
field-status = Status
field-valid-from = Valid from
field-expires-on = Expires on
field-private-key = Has private key
field-key-size = Public key size
field-signature = Signature algorithm
field-services = Services
field-thumbprint = Thumbprint
field-serial = Serial number
field-self-signed = Self-signed
field-root-ca-type = Root CA type
field-key-usage = Enhanced key usage
field-chain = Chain
field-revocation = Revocation
chain-authority = { $name }
chain-root = { $name }, a trusted root
chain-expired = { $name }, expired on { $day }
chain-not-yet-valid = { $name }, not valid before { $day }
chain-missing = No certificate of { $name } is known. Add it: exchcert trust add FILE
chain-not-trusted = It is no trusted root. Trust it: exchcert trust add FILE
chain-error = The verifier calls it { $error }
chain-recorded = As recorded by the import
revocation-checked = Not revoked, says the list of { $issuer } of { $issued }
revocation-overdue = Not revoked, says the list of { $issuer } of { $issued }; a newer one was due on { $due }
revocation-no-list = Not checked: there is no list of { $issuer }. Add it: exchcert trust add FILE
revocation-no-chain = Not checked: a list counts with a chain to a trusted root
revocation-revoked = Revoked since { $since } (serial number { $serial }), says the list of { $issuer } of { $issued }
revocation-authority = { $authority } is revoked since { $since } (serial number { $serial }), says the list of { $issuer } of { $issued }
private-key-exportable = Yes, exportable
private-key-present = Yes, not exportable
private-key-missing = No
private-key-unknown = Unknown
key-size = { $bits } ({ $algorithm })

# Edit: Services
edit-specify = Specify the services you want to assign this certificate to:
edit-uses = { $service } is used for:
edit-will-change = Will change
edit-nothing-yet = Nothing changes yet.
edit-nothing-possible = Nothing can be assigned here.
edit-asks-default = Save asks about the default SMTP certificate.
edit-warnings = Warnings
edit-cmdlet = Cmdlet
edit-absent = { $services }: { $reason }
edit-make-default = Make default...
edit-becomes-default = Becomes the default: undo
edit-is-default = default

# The steps of a plan
step-assign = { $certificate } gets { $service }
step-displace = { $certificate } loses { $service }
step-default = { $certificate } becomes the default SMTP certificate
step-default-instead = { $certificate } becomes the default SMTP certificate instead of { $before }
step-protocol-name = { $protocol } X509CertificateName: { $name }
step-protocol-name-instead = { $protocol } X509CertificateName: { $name } instead of { $before }
step-protocol-name-cleared = { $protocol } X509CertificateName: none
step-require-ssl = Require SSL on the Default Web Site
step-network-service = Network Service may read the private key of { $certificate }
step-startup-mode = { $service } startup mode: { $mode } instead of { $before }
step-remove = { $certificate } is removed from the server
step-import = { $certificate } is imported
step-import-completes = { $certificate } is imported and answers the pending request { $request }: its private key becomes the certificate's
change-services = { $certificate }: { $before } -> { $after }

# The default SMTP question
question-smtp-title = Default SMTP certificate
question-smtp = Overwrite the existing default SMTP certificate?
question-current = Current
question-replace-with = Replace with
question-expires-on = expires on { $day }
question-issuer = issued by { $issuer }
question-if-replaced = If you replace it
question-internal = Exchange servers encrypt SMTP between each other with the new certificate.
question-direct-trust = Direct trust with Edge Transport servers rests on this certificate.
question-edge-yes = There is an Edge subscription: delete and recreate it afterwards.
question-edge-no = There is no Edge subscription.
question-edge-unknown = If there is an Edge subscription, delete and recreate it afterwards.
question-advice = Usually there is no need to replace it: SMTP is assigned either way.
answer-keep = Keep
answer-replace = Replace
answer-cancel = Cancel
answer-keep-tip = SMTP is assigned; the default stays.
answer-keep-only-tip = The default stays; nothing changes.
answer-replace-tip = This certificate becomes the default.
answer-cancel-tip = Nothing is saved.

# Removing a certificate
remove-title = Remove certificate
remove-question = Remove this certificate from { $server }?
remove-name = Certificate
remove-request = Request
remove-afterwards = What follows
remove-file-stays = Its file stays in the directory of the organization.
remove-key-goes = On a real server its private key goes with it: export it first if it may be needed again.
remove-type-digits = First { $count } digits of its thumbprint:
remove-other-digits = These are not the first { $count } digits of its thumbprint. Nothing is removed.
answer-remove = Remove
answer-remove-tip = It is removed from { $server }. There is no way back but importing it again.
answer-remove-cancel-tip = Nothing is removed.
remove-conflict = { $server } was changed by someone else meanwhile. Nothing was removed. Look at it as it is now, and remove again if that is still right.
remove-refused-title = Not removed
remove-refused = { $certificate } cannot be removed from { $server }

# Writing a script
export-title = Write a script
export-text = The changes as a PowerShell script, for somebody to review and run in the Exchange Management Shell. Writing it changes nothing else.
export-name = File name:
export-path = The file will be { $path }
export-nameless = The file needs a name.
export-writing = Writing { $path } ...
export-written = The script is in { $path }. Nothing was changed by writing it.
export-failed = The script was not written: { $reason }
export-no-folder = There is no folder { $folder }.
export-exists = The script was not written: there is already a file { $path }.
overwrite-title = Replace the file?
overwrite-text = There is already a file { $path }.
answer-overwrite = Replace

# Changes that are not saved
discard-title = Discard changes?
discard-text = The changes to { $certificate } are not saved.
discard-yes = Discard
discard-no = Go on editing

# Status, in plain words
status-valid = Valid
status-expiring = Expiring
status-expired = Expired
status-not-yet-valid = Not yet valid
status-pending-request = Pending request
status-revoked = Revoked
status-untrusted = Untrusted
status-invalid = Invalid
status-revocation-not-checked = Revocation not checked
status-unknown = Unknown
status-checking = Checking

# Services: labels and what they cover
label-service = { $service }
label-um-call-router = UM call router
uses-iis-autodiscover = Autodiscover
uses-iis-activesync = Exchange ActiveSync
uses-iis-admin-center = Exchange admin center
uses-iis-web-services = Exchange Web Services
uses-iis-address-book = Offline address book (OAB) distribution
uses-iis-outlook-anywhere = Outlook Anywhere (RPC over HTTP)
uses-iis-mapi = Outlook MAPI over HTTP
uses-iis-web = Outlook on the web
uses-imap = TLS for IMAP4 clients
uses-imap-name = Not for wildcard certificates: name the host with Set-ImapSettings instead
uses-pop = TLS for POP3 clients
uses-pop-name = Not for wildcard certificates: name the host with Set-PopSettings instead
uses-smtp-external = TLS with external SMTP clients and servers
uses-smtp-mutual = Mutual TLS with other messaging servers
uses-smtp-default = As the default: SMTP between Exchange servers
uses-um = TLS to the UM service on Mailbox servers
uses-um-mode = Needs the UM startup mode TLS or Dual
uses-um-call-router = TLS to the UM call router of the Client Access services
uses-um-call-router-mode = Needs the startup mode TLS or Dual
uses-federation = Federation trusts; assigned with their own cmdlets

# Refusals beside a check box: at most 45 columns in English
rule-id = rule: { $id }
refusal-locked = already assigned; cannot be removed
refusal-status = Status is { $status }, not Valid
refusal-private-key-missing = no private key on this server
refusal-wildcard = needs a plain host name
refusal-startup-mode = { $service } startup mode is { $mode }
refusal-no-um = not in this version of Exchange
refusal-no-server-auth = not issued for Server Authentication
refusal-federation = belongs to the federation trust
refusal-edge = Edge Transport servers use SMTP only
refusal-auth = this is the Auth certificate
refusal-role = your role may only view
refusal-access-table = the table [access] cannot be understood
refusal-flag = opened read-only
refusal-files = the files cannot be written
refusal-remove-default = it is the default SMTP certificate
refusal-remove-auth = it is the Auth certificate
refusal-remove-federation = a federation trust uses it
refusal-remove-back-end = the Exchange Back End is bound to it
refusal-on-connectors = a Send connector names it
refusal-already-exists = it is on the server already
unknown-services = its services are not known
unknown-status = its Status is not known
unknown-names = its issuer or subject is not known
unknown-private-key = whether it has its private key is not known
unknown-build = the build of the server is not known
unknown-default-smtp = the default SMTP certificate is not known
unknown-startup-mode = the startup mode is not known
unknown-iis-site = which certificate IIS uses is not known
unknown-checking = still being checked
unknown-unreadable = the certificate cannot be read

# Refusals as whole sentences
detail-locked = The certificate is already assigned to { $service }. An assignment cannot be taken away.
detail-status = The Status of the certificate is { $status }. Only a Valid certificate can be assigned.
detail-status-invalid = The Status of the certificate is Invalid ({ $error }). Only a Valid certificate can be assigned.
detail-private-key-missing = The private key of the certificate is not on { $server }.
detail-wildcard = { $protocol } needs a plain host name (FQDN): the subject of the certificate is a wildcard, or it has no such name.
detail-startup-mode = The startup mode of { $service } on { $server } is { $mode }. It takes a certificate only with TLS or Dual.
detail-no-um = { $server } has no Unified Messaging: it ended with Exchange 2016.
detail-no-server-auth = The certificate names purposes, and Server Authentication is not among them.
detail-federation = Federation is not assigned here; the federation trust decides.
detail-edge = { $server } is an Edge Transport server: it takes certificates for SMTP only.
detail-auth = This is the Auth certificate: servers sign tokens for each other with it, and no service uses it.
detail-role = You may only view. Changes need membership in { $groups }.
detail-access-table = The table [access] of organization.toml cannot be understood, so nobody may write until it can. exchcert doctor says what is wrong in it.
detail-flag = This run was started read-only, by --readonly or by config.toml: nothing is changed in it.
detail-files = The files of the organization cannot be written by this account.
detail-unknown = Cannot decide: { $fact }.
detail-remove-default = It is the default SMTP certificate of { $server }: without it the servers stop delivering to each other.
detail-remove-auth = It is the Auth certificate of the organization: without it Outlook on the web, the admin center and hybrid fail.
detail-remove-federation = A federation trust uses it: without it, sharing with other organizations stops.
detail-remove-back-end = The Exchange Back End (:444) of { $server } is bound to it: without it Outlook on the web and the admin center stay blank.
detail-on-connectors = Mail flow depends on it: TlsCertificateName of these Send connectors names its issuer and subject: { $connectors }.
detail-already-exists = { $server } holds this certificate already: a server has a certificate once.

# The way out of a refusal
remedy-locked = Assign another certificate to { $service }, then remove this one.
these-services = these services
remedy-expired = Renew it, then assign the new certificate.
remedy-not-yet-valid = Wait until it is valid, or check the clock of the server.
remedy-pending-request = Complete the request with the answer of the certification authority.
remedy-revoked = Do not use it any more: request a new certificate.
remedy-untrusted = Trust its root: exchcert trust add FILE, with the certificate of the root.
remedy-invalid = Request a new certificate, or add the renewed ones of its authorities: exchcert trust add FILE.
remedy-revocation = Let { $server } reach the revocation list of the issuer, then import its certificates again.
remedy-unknown = Import the certificates of { $server } again, with all their properties.
remedy-private-key = Import it on { $server } together with its private key.
remedy-default-smtp-unknown = Import an inventory of { $server }, or what Get-TransportService says of it.
remedy-startup-mode-unknown = Import an inventory of { $server }, or set the startup mode.
remedy-iis-site-unknown = Import an inventory of { $server }, or the export of Get-ExchangeCertificate with Export-Clixml.
remedy-private-key-unknown = Record in the document of { $server } whether the private key is there.
remedy-wildcard = Set the X509CertificateName of { $protocol } to the name that clients connect to.
remedy-startup-mode = Set the startup mode of { $service } to TLS or Dual, then restart the service.
remedy-no-um = Leave UM and UMCallRouter out on this server.
remedy-no-server-auth = Request a certificate for Server Authentication.
remedy-federation = Use New-FederationTrust or Set-FederationTrust.
remedy-edge = Assign SMTP alone.
remedy-auth = Choose another certificate.
remedy-role = Ask a member of { $groups }.
remedy-access-table = Run exchcert doctor, and correct the line of organization.toml that it names.
remedy-flag = Start without --readonly, or take readonly out of config.toml.
remedy-files = Give this account the right to write the files.
remedy-build = Record the build in the document of { $server }.
remedy-checking = Wait a moment.
remedy-unreadable = Repair or replace the file of the certificate.
remedy-remove-default = Make another certificate the default first: Enable-ExchangeCertificate -Services SMTP on { $server }, and answer Replace. Then remove this one.
remedy-remove-auth = Publish another Auth certificate first, with Set-AuthConfig, and record it as auth.current in organization.toml. Then remove this one.
remedy-remove-federation = Give the trust another certificate first, with Set-FederationTrust, and record it in the document of { $server }. Then remove this one.
remedy-remove-back-end = Bind another certificate to the Exchange Back End in IIS first, and record it as iis-back-end in the document of { $server }. Then remove this one.
remedy-on-connectors = Set TlsCertificateName of { $connectors } to { $null } (here: take tls-certificate-name out of organization.toml), remove the certificate, then put the name back. An old and a renewed certificate with the same issuer and subject are both held by one such name.
remedy-already-exists = Use the one that is there: Get-ExchangeCertificate { $thumbprint }. To take it with another private key or name, remove it first.
groups-or = { $first } or { $second }

# Warnings
warning-expires-soon = It expires { $distance }, on { $day }.
warning-weak-key = Its RSA key has { $bits } bits; 2048 is the least that is safe.
warning-sha1-signature = It is signed with SHA-1, which many clients reject.
warning-key-not-exportable = Its private key cannot be exported: it cannot move to another server.
warning-loses-service = { $certificate } loses { $service }.
warning-loses-site = { $certificate } loses the Default Web Site; it still shows IIS, for the Exchange Back End.
warning-self-signed = It is self-signed: { $service } clients do not trust it by themselves.
warning-wildcard-san = One of its names is a wildcard; { $protocol } uses only the plain names.
warning-name-not-covered = { $service } on { $server } is reached by { $name }, which is not among the names of its certificate.
warning-still-assigned = It is still assigned to { $services }: removed, it serves nothing any more, and nothing takes its place by itself.
warning-pending-request = It is a pending request: its private key goes with it, and the answer of the certification authority will be of no use.
warning-imported-without-key = It comes without its private key, and no pending request waits for it: it cannot be assigned. Where the key is on that server all the same, certutil -repairstore my { $thumbprint } brings them together; else import the .pfx file that has both.
warning-newer-encryption = The file is encrypted with AES: Windows Server 2016 and earlier cannot open it and say that the password is wrong. Export it again with TripleDES-SHA1 for such a server.

# Follow-ups
follow-up-restart-iis = Restart IIS: it may go on encrypting and decrypting the Outlook on the web cookie with the previous certificate. Recommended with Layer 4 load balancing.
follow-up-verify-bindings = Check the bindings in IIS: Default Web Site (:443) and Exchange Back End (:444).
follow-up-restart-pop = Restart the POP3 services: they read the certificate when they start.
follow-up-restart-imap = Restart the IMAP4 services: they read the certificate when they start.
follow-up-restart-um = Restart the Unified Messaging service.
follow-up-restart-um-call-router = Restart the Unified Messaging Call Router service.
follow-up-remove-old = First remove the replaced certificate, { $certificate }.
follow-up-edge-resubscribe = Delete and recreate the Edge subscription.
follow-up-edge-resubscribe-perhaps = If there is an Edge subscription, delete and recreate it.

# Rules in one sentence, for the printed list
rule-service-locked = An assigned service cannot be taken away. Assign another certificate to it, then remove this one.
rule-status-not-valid = Only a certificate whose Status is Valid can be assigned.
rule-private-key-missing = A certificate without its private key on the server cannot be assigned.
rule-wildcard-imap = A wildcard certificate cannot be assigned to IMAP; set the X509CertificateName instead.
rule-wildcard-pop = A wildcard certificate cannot be assigned to POP; set the X509CertificateName instead.
rule-um-startup-mode = UM takes a certificate only when its startup mode is TLS or Dual.
rule-um-call-router-startup-mode = UMCallRouter takes a certificate only when its startup mode is TLS or Dual.
rule-um-not-in-version = Unified Messaging is not available in Exchange 2019 and later.
rule-default-smtp = Assigning SMTP asks whether to replace the default SMTP certificate; the safe answer keeps it.
rule-no-server-auth = A certificate that names purposes must name Server Authentication.
rule-federation-elsewhere = Federation is assigned with the federation trust cmdlets, never here.
rule-edge-smtp-only = An Edge Transport server takes certificates for SMTP only.
rule-auth-certificate = The Auth certificate of the organization is not assigned to services.
rule-not-permitted = Changing anything needs Organization Management or Server Management, and files that can be written.
rule-facts-unknown = Nothing is assigned or removed while a fact the decision needs is not known.
rule-remove-default-smtp = The default SMTP certificate is not removed. Make another one the default first.
rule-remove-auth = The Auth certificate of the organization is not removed. Publish another one first.
rule-remove-federation = A certificate that a federation trust uses is not removed. Give the trust another one first.
rule-remove-back-end = A certificate that the Exchange Back End is bound to is not removed. Bind another one first.
rule-remove-on-send-connector = A certificate whose issuer and subject a Send connector names is not removed while it does.
rule-already-exists = A certificate that the server holds is not imported again.
kind-expires-soon = It is in the last third of its lifetime, at most 30 days before the end.
kind-weak-key = Its RSA key is shorter than 2048 bits.
kind-sha1-signature = It is signed with SHA-1.
kind-key-not-exportable = Its private key cannot be exported, so it cannot move to another server.
kind-loses-service = Another certificate loses the service.
kind-self-signed-for-clients = Clients would be offered a self-signed certificate.
kind-wildcard-san = A wildcard is among the names of a certificate for IMAP or POP.
kind-name-not-covered = A name that clients or servers use is not among the names.
kind-still-assigned = What is to be removed is assigned to services still. Removing it has to be typed.
kind-pending-request = What is to be removed is a pending request: its private key goes with it. Removing it has to be typed.
kind-imported-without-key = What is imported has no private key, and no pending request waits for it.
kind-newer-encryption = The file is encrypted with AES, which Windows Server 2016 and earlier cannot open.
kind-restart-iis = When IIS moves to another certificate.
kind-verify-iis-bindings = When IIS moves to another certificate, or a certificate is removed.
kind-restart-pop = When POP is assigned, or its X509CertificateName is set.
kind-restart-imap = When IMAP is assigned, or its X509CertificateName is set.
kind-restart-um = When UM is assigned, or its startup mode is set.
kind-restart-um-call-router = When UMCallRouter is assigned, or its startup mode is set.
kind-remove-old-certificate = When a CA-issued certificate is renewed or replaced on a subscribed Edge Transport server; before edge-resubscribe.
kind-edge-resubscribe = After remove-old-certificate, or when the default SMTP certificate is replaced while an Edge subscription exists.

# Times
distance-in-days = in { $days ->
    [one] { $days } day
   *[other] { $days } days
}
distance-within-a-day = within a day
distance-less-than-a-day-ago = less than a day ago
distance-days-ago = { $days ->
    [one] { $days } day
   *[other] { $days } days
} ago
days-short = { $days } d

# After Save
notice-saving = Saving { $server }...
report-title = Saved
report-saved = Saved on { $server }
notice-default-replaced = { $certificate } is now the default SMTP certificate of { $server }.
notice-default-kept = The default SMTP certificate is still { $certificate }.
notice-nothing-to-do = Nothing to do: every service is assigned already.
notice-follow-ups = To do by hand, in this order:
notice-conflict = { $server } was changed by someone else meanwhile. Nothing was written; your changes are still here. Check them against the new state and save again.
notice-somebody = Another process
notice-locked = { $holder } is writing to this organization. Nothing was changed; try again when that is done. If that process hangs, end it: its lock ends with it.
notice-unreadable = { $server } cannot be read: { $reason }
notice-refreshed = { $server } was read again.
notice-certificate-gone = { $certificate } is no longer on { $server }.

# Without an organization
organization-missing = There is no organization in { $path }.
organization-offer = Open the simulated organization now? y or n, then Enter:
answer-yes-letter = y

# The command line
cli-hint-demo = exchcert demo: open the built-in simulated organization, Contoso.
cli-hint-init = exchcert init DIR: make an organization.
cli-hint-org = exchcert --org DIR, or EXCHCERT_ORG: use an organization that is somewhere else.
cli-made = Made the organization { $name } in { $path }.
cli-not-empty = { $path } is there already and not empty. Nothing was made.
cli-not-made = { $path } could not be made: { $reason }
cli-not-a-demo = { $path } is not a simulated organization of exchcert demo. It was left alone.
cli-not-only-a-demo = { $path } also holds { $file }, which is no part of an organization. Nothing was removed.
cli-no-data-directory = The system names no directory for the data of this user. Name one.
cli-nothing-run = Nothing was run.
cli-journal-empty = Nothing has been changed yet.
cli-journal-missing = The journal has no entry { $seq }.
cli-journal-whole = The journal is whole: every line follows from the one before it.
cli-journal-broken = { $lines ->
    [one] { $lines } line is not as it was written. Somebody has edited the journal, or a file was restored: compare it with a backup.
   *[other] { $lines } lines are not as they were written. Somebody has edited the journal, or a file was restored: compare it with a backup.
}
cli-journal-altered = Entry { $seq } has been changed since it was written: nothing can be made from it. Compare the journal with a backup.
cli-journal-nothing-left = Nothing is left to do by hand.
cli-journal-ticked = Done: { $follow_up }, left by entry { $seq }.
cli-journal-not-open = { $follow_up } of entry { $seq } is not open: it is done already, or that entry did not leave it. exchcert journal --open shows what is.
cli-journal-no-follow-up = { $written } is ticked off with one number and the follow-up as exchcert journal --open writes it, such as: exchcert journal 12 --done restart-iis.
cli-journal-one-server = Entries of one server at a time are taken back.
cli-journal-no-change = Entry { $seq } is no change, or a later version made it: it can be neither taken back nor written as a script.
cli-journal-abandoned = The change of entry { $seq } did not happen: it never reached the disk.
cli-journal-cut = A line torn by a crash was cut: { $bytes } bytes.
cli-journal-other = Written by a later version of exchcert.
cli-journal-left = left to do: { $follow_ups }
cli-rehearsal = Nothing is changed here. What running the script would do:
cli-script-written = Written to { $path }. Nothing was changed here: review it, then run it in the Exchange Management Shell.
cli-script-empty = There is nothing to change, so no script was written.
cli-stopped = Stopped at line { $line }. { $left ->
    [0] It was the last command.
    [one] What stands before it was done; { $left } command after it was not run.
   *[other] What stands before it was done; { $left } commands after it were not run.
}
cli-script-unreadable = The script cannot be read: { $reason }.
cli-force-replaces = There was no terminal to ask on; -Force would replace it.
cli-conflict = { $server } was changed by someone else meanwhile. Nothing was written. Look at it again, then repeat the command.
cli-not-saved = { $server } was not saved; nothing was changed. { $reason }
cli-abandoned = An earlier change was interrupted and did not happen: number { $seq } of the journal.
cli-torn = The last line of the journal was torn and has been cut: { $bytes } bytes.
cli-no-terminal = The page needs a terminal.
cli-no-terminal-hint = Without one there are exchcert -c and exchcert screen.
cli-terminal-failed = The terminal cannot be used: { $reason }.
cli-unsaved-conflict = { $server } was changed by someone else while it was being saved. Nothing was written: look at it again.
cli-unsaved = { $server } was not saved: { $reason }
cli-server-missing = There is no server { $server } in this organization.
cli-panic = exchcert has failed: { $message } ({ $place }).
cli-panic-safe = That is a fault of the program. What was saved is safe: a document is replaced whole or not at all.
cli-panic-log = The log has more: { $path }
cli-log-failed = There is no log in this run: { $path }: { $reason }.
cli-log-filter = EXCHCERT_LOG is no filter: { $filter }: { $reason }.
cli-output-failed = Standard output cannot be written: { $reason }.
inspect-file = File
inspect-no-roots = Without --root nobody is trusted or distrusted: the Status of what an authority issued is Unknown.
inspect-form = Form
inspect-certificates = CertificateEncryption
inspect-keys = KeyEncryption
inspect-mac = MAC
inspect-windows = Windows Server 2016
inspect-way = { $name }, { $iterations ->
    [one] { $iterations } iteration
   *[other] { $iterations } iterations
}
inspect-not-encrypted = none
inspect-no-mac = none
inspect-windows-opens = opens it
inspect-windows-refuses = does not open it
inspect-windows-not-known = not known
inspect-windows-warning = { $file }: Windows Server 2016 does not know { $what }, and calls the right password wrong. For that server, export it again with TripleDES-SHA1.
inspect-no-mac-warning = { $file }: It has no MAC: nothing shows whether it was changed on its way, and not every program opens it. Export it again.
inspect-damaged = { $file }: Certificate { $number } cannot be read and was left out: { $reason }
inspect-requests = { $file }: { $requests ->
    [one] A certificate request in it was left out.
   *[other] { $requests } certificate requests in it were left out.
}
inspect-foreign-keys = { $file }: { $keys ->
    [one] A private key in it belongs to none of its certificates. Compare it with the certificate it was made for.
   *[other] { $keys } private keys in it belong to none of its certificates. Compare them with the certificates they were made for.
}
inspect-locked-key = { $file }: A private key in it is encrypted and was not opened, so whose it is, is not known. Its password opens it: --password-file FILE, or EXCHCERT_PASSWORD.
inspect-unread-key = { $file }: A private key in it cannot be compared ({ $what }), so whose it is, is not known. Convert it to PKCS #8 with RSA or EC.
inspect-request-remedy = A request becomes a certificate when an authority signs it. Inspect the file that the authority sent back.
inspect-key-remedy = The certificate stands in another file. Inspect that one.
inspect-export-remedy = Export it again with AES256-SHA256, or with TripleDES-SHA1 for Windows Server 2016.

# The password of a certificate file
password-prompt = Password for { $file }:
password-again = The source data cannot be imported or the wrong password was specified. Try again.
password-needed = { $file } needs a password, and there is no terminal to ask on.
password-ways = Give it with --password-file FILE (its first line; - is standard input) or in EXCHCERT_PASSWORD.
password-wrong = { $file }: The source data cannot be imported or the wrong password was specified.
password-wrong-remedy = Check the password: capitals, keyboard layout, blanks at its ends. A file that was damaged on its way looks the same; if it opens nowhere, export it again.
password-unreadable = The password in { $file } cannot be read: { $reason }
password-stdin-twice = Standard input holds a certificate file or its password, not both. Name a file for one of them.
trust-nobody = Nobody is trusted yet. Add roots, authorities and revocation lists: exchcert trust add FILE
trust-roots = Trusted roots
trust-intermediates = Authorities between root and certificate
trust-lists = Revocation lists
trust-system = The roots of this machine's system are trusted too.
trust-until = until { $day }
trust-expired = expired on { $day }
trust-next = of { $issued }, the next on { $next }
trust-overdue = of { $issued }, the next was due on { $next }
trust-issued = of { $issued }
trust-added-root = Trusted root added: { $name }, in { $file }
trust-added-intermediate = Authority added: { $name }, in { $file }
trust-added-list = Revocation list added: { $name }, in { $file }
trust-there = Already there: { $name }, in { $file }
trust-other-type = { $name } stays { $known }. To make it { $asked }, change root-types of { $file } in organization.toml.
trust-unreadable = { $file }: { $reason }. Roots, authorities and revocation lists are read as PEM or DER.
trust-no-authority = { $file }: { $name } is no certification authority, so nobody can be trusted through it. Add the certificate of its issuer.
trust-no-root = --root-type is for roots, and there is none in these files. Leave it out.
trust-nothing-added = Nothing was added.

# Printed documents
print-keys-title = Keys
print-keys-intro = The keys of the page. The first one of each row is the most usual.
print-rules-title = Rules
print-rules-intro = What the engine asks before anything changes. The ids are the same on the page, in the shell, in the journal and here.
print-rules-rules = Refusals and questions
print-rules-warnings = Warnings
print-rules-warnings-intro = They never block.
print-rules-follow-ups = Follow-ups
print-rules-follow-ups-intro = What is left to do by hand after a change.
print-rules-services = Services
print-cmdlets-title = Cmdlets
print-cmdlets-intro = What exchcert -c runs. Names count in any case and may be shortened while they stay unique.
print-cmdlets-services = Services
print-cmdlets-properties = Properties
print-column-id = Id
print-column-rule = Rule
print-column-source = Source
print-column-warning = Warning
print-column-when = When
print-column-service = Service
print-column-covers = Covers
print-column-parameter = Parameter
print-column-meaning = Meaning
print-column-what = What
print-column-path = Path
print-column-key = Key
print-column-action = Action
print-column-name = Name
print-paths-title = Places
print-paths-organization = Organization
print-paths-demo = Demo
print-paths-log = Log

# What can be wrong with a file
problem-at = { $file }:{ $line }:{ $column }: { $reason }
problem-in = { $file }: { $reason }
finding-dangling = { $service } names a certificate that is not listed: { $thumbprint }
finding-default-without-smtp = The default SMTP certificate is not enabled for SMTP: { $thumbprint }
finding-listed-twice = A certificate is listed twice, and the first entry counts: { $thumbprint }
problem-not-a-file = This is not a regular file.
problem-not-found = It is not there. Check the name.
problem-io = { $message }. Put that right and try again.
problem-full = The disk is full. Nothing was changed; make room and try again.
problem-too-large = It is larger than { $limit } bytes, more than any such file can be.
problem-not-utf8 = It is not UTF-8. Save it again in that encoding.
problem-syntax = This is not TOML: { $message }. Correct the line.
problem-missing = The key { $key } is missing. Add it.
problem-wrong-type = { $key } has to be { $expected }, not { $found }.
problem-bad-value = { $key } has to be { $expected }, not "{ $value }".
problem-misspelt = { $key } is not known. If { $meant } is meant, write it so, at the top of the document; if not, choose a name that is less like it.
problem-schema = Schema { $found } is unknown; this program reads schema 1. Use a newer version of the program.
problem-other-name = The document is about "{ $name }", but the file has another name. Rename one of them.
problem-not-a-name = This cannot be the name of a server.
problem-cannot-splice = The change cannot be written into this document: { $reason }. Nothing was changed; edit the file by hand.
problem-certificate = { $reason }.
problem-journal = This is not a line this program wrote: { $reason }.
problem-not-open = Change { $change } has no such follow-up open: it is done already, or there never was one.
problem-not-empty = It is there already, and it is not empty. Choose another directory.
problem-exists = It is there already. Choose another name, or say that it may be replaced.
problem-leads-out = It leads out of the organization, where nothing is written. Put what it leads to in its place.

# The disk and its rights
problem-denied = { $message }. Have this account allowed to do that, or use another one.
problem-read-only-disk = { $message }. Mount the disk for writing, or work on a copy elsewhere.
problem-link = This is a symbolic link, and nothing is written through it: put a file of that name in its place, or remove it.
problem-not-forced = It is written, but the disk did not confirm that it stays when the power goes: { $message }. Check the disk, then look at what it says now.
problem-no-locks = This file system has no locks ({ $message }), and without them two writers undo each other's changes. Mount it with locks, or keep the organization on another disk.
problem-being-made = Another process is making it. Wait until that one is done.

# The shell: actions
action-shell = Shell
action-shell-tip = Open the shell: cmdlets on the same organization.
action-run = Run
action-run-tip = Run what is typed.
action-complete = Complete
action-complete-tip = Show what can stand at the cursor.
action-complete-back = Complete, last first
action-complete-back-tip = Show what can stand at the cursor, from the last one on.
action-older = Earlier line
action-older-tip = Bring back an earlier line that begins as what is typed.
action-newer = Later line
action-newer-tip = Go on to a later line, and at last to what was typed.
action-clear-output = Clear
action-clear-output-tip = Empty the output.
action-line-start = Start of line
action-line-start-tip = Go to the start of what is typed.
action-line-end = End of line
action-line-end-tip = Go to the end of what is typed.
action-word-left = Word left
action-word-left-tip = Go one word back.
action-word-right = Word right
action-word-right-tip = Go one word on.
action-delete-word = Delete word
action-delete-word-tip = Delete the word before the cursor.
action-delete-to-start = Delete to start
action-delete-to-start-tip = Delete everything before the cursor.
action-delete-to-end = Delete to end
action-delete-to-end-tip = Delete everything behind the cursor.
help-shell = In the shell
help-completion = What can stand at the cursor

# The shell
shell-title = Shell
shell-hint = Cmdlets on this organization, such as Get-ExchangeCertificate. Get-Help lists them; Tab completes; Up brings earlier lines back.
shell-running = running...
shell-password = Password of { $file }:
shell-busy = A line is running. Wait until it is done.
shell-completion = { $chosen } of { $total }
shell-no-completion = Nothing is known that could stand here.
shell-too-long = This is longer than { $most } characters. Nothing was inserted; put it into a file and run it with "exchcert -c -".
shell-cancelled = Cancelled: nothing was done.
source-wrong-password = The password is not that of { $file }, or the file is damaged. Nothing was done.
source-wrong-password-remedy = Run the line again with the right password. exchcert inspect "{ $file }" tries one without importing anything.
source-unreadable = { $file } holds no certificate that can be read: { $reason }. Nothing was done.
source-unreadable-remedy = Import a PEM, DER, PKCS #7 or PKCS #12 file. exchcert inspect "{ $file }" shows what is in it.
source-damaged = Certificate { $number } of { $file } cannot be read and is left out: { $reason }.
source-request = A certificate request in { $file } is left out: it stays with the server that made it.
source-foreign-key = A private key in { $file } belongs to none of its certificates.
source-unread-key = A private key in { $file } cannot be compared with its certificates: whether it belongs to one of them is not known.
source-authorities-only = { $file } holds certification authorities alone. Nothing was done.
source-authorities-remedy = exchcert trust add "{ $file }" makes them known to the organization.
cli-script-imports = A script cannot import a certificate: it would have to carry the file and its password. No script was written.
cli-script-imports-remedy = Run Import-ExchangeCertificate in the Exchange Management Shell yourself, then make a script of the lines behind it.
shell-answered = { $question }: { $answer }
shell-not-run = { $count ->
    [one] One line was not run:
   *[other] { $count } lines were not run:
}
shell-lines-gone = Earlier lines are no longer kept.
shell-ended = { $how } (exit { $code })
ended-failed = Failed
ended-usage = Not understood: nothing was run
ended-refused = Refused by a rule
ended-not-found = Not found
ended-conflict = Somebody else is writing, or has written meanwhile
ended-not-permitted = Not permitted
ended-nobody-to-ask = A question has no answer
ended-interrupted = Interrupted

# Questions of cmdlets
question-confirm-title = Confirm
answer-yes = Yes
answer-no = No
answer-yes-tip = Do it.
answer-no-tip = Leave it as it is, and go on.
answer-leave-tip = Nothing is done at all.

# Journal: actions
action-journal = Journal
action-journal-tip = Show what was done, and what is left to do by hand.
action-other-tab = Other tab
action-other-tab-tip = Go to the other tab: what was done, or open follow-ups.
action-read = Details
action-read-tip = Read everything that the line says.
action-copy = Copy
action-copy-tip = Ask the terminal to copy the cmdlet line.
action-tick-off = Tick off
action-tick-off-tip = Tick off what was done by hand; the journal notes it.
action-roll-back = Roll back...
action-roll-back-tip = Take the change back, as far as that can be; asks first.
help-journal = In the journal
sign-follow-up = Follow-ups to do by hand

# Journal: the dialog
journal-title = Journal
journal-tab-done = What was done
journal-tab-open = Open follow-ups
journal-tab-open-count = Open follow-ups ({ $count })
journal-column-time = TIME (UTC)
journal-column-day = DAY
journal-column-since = SINCE (UTC)
journal-column-user = USER
journal-column-server = SERVER
journal-column-what = WHAT
journal-column-left = TO DO BY HAND
journal-count = { $row } of { $total }
journal-count-more = { $row } of { $total }, older ones follow
journal-empty = Nothing has been done yet.
journal-nothing-open = Nothing is left to do by hand.

# Journal: a line
journal-not-done = Did not happen: { $what }
journal-done-by-hand = Done by hand: { $what }
journal-abandoned = Line { $line } did not happen
journal-cut = A torn line was cut
journal-other = Written by a later version
journal-steps-other = Steps of a later version
journal-nothing-changed = Nothing changed
journal-broken = { $count ->
    [one] { $count } line cannot be read
   *[other] { $count } lines cannot be read
}
journal-line = Line { $line }
journal-time = Time
journal-utc = { $time } UTC
journal-clock = Clock
journal-simulated = { $time } in the simulation
journal-user = User
journal-server = Server
journal-what = Change
journal-certificates = Certificates
journal-steps = Steps
journal-answers = Answers
journal-answer = { $question } { $answer }
journal-done-heading = Done by hand
journal-since = Since line { $line }
journal-more = { $count } more
journal-not-done-what = This change did not happen: the program was interrupted before the document was written.
journal-done-by-hand-what = Somebody did by hand what line { $line } had left to do.
journal-abandoned-what = The change of line { $line } did not happen: its document was never written.
journal-cut-what = { $bytes } bytes of a line that was torn by a crash were cut away.
journal-other-what = A later version of the program wrote this line. What it says is kept.
journal-broken-what = These lines are not as the program wrote them. They stay where they are, and nothing is built on them.

# Journal: what can be done
journal-no-cmdlet = There is no cmdlet to copy here.
journal-altered = This line has been changed since it was written: nothing is made from it. Compare the journal with a backup.
journal-no-change = Only a change that happened can be rolled back or written as a script.
journal-no-server = { $server } is no longer in this organization.
journal-steps-unknown = A later version of the program did something here that this version does not know.
journal-looking = Reading { $server } as it is now...
journal-ticking = Writing what was done on { $server }...
journal-ticked = Done on { $server }: { $what }. It is in the journal.
journal-not-ticked = It was not ticked off: { $reason }
journal-unknown-open = What is left to do by hand cannot be found out: { $reason }
copy-asked = The terminal was asked to copy it. Not every terminal does; tmux needs "set-clipboard on".
copy-too-long = It is too long for a terminal to copy.
copy-control = It has control characters in it, so it is not copied: pasted, it could do more than it shows.
report-follow-ups-stay = They stay open in the journal until they are ticked off there. { $key } opens it.
picker-follow-ups = { $count } to do

# The way back
back-title = Roll back
back-about = What { $user } did on { $server } at { $time } UTC
back-nothing = Nothing can be taken back.
back-will = Will be done
back-refused = Cannot be taken back
back-refusal = { $certificate } does not get { $service } back: { $reason }
back-stays = Stays as it is
back-nothing-stays = Nothing of the change stays.
back-yes = Roll back
back-yes-tip = What stands under "Will be done" is done.
back-no-tip = Goes back to the journal; nothing is changed.
back-conflict = { $server } was changed by someone else meanwhile. Nothing was written. Ask for the way back again.
back-failed = { $server } was not changed: { $reason }
stays-service = { $certificate } keeps { $service }: an assignment cannot be taken away.
stays-default = { $certificate } stays the default SMTP certificate: there is no other one to go back to.
stays-changed-since = { $service } was changed again since; that newer state is left alone.
stays-removed = { $certificate } stays removed: import it again to have it back.
stays-answered = { $certificate } stays: the pending request that it answered cannot come back, and the private key is the certificate's now.
stays-imported = { $certificate } stays imported: it is assigned to services by now.
stays-require-ssl = SSL stays required on the Default Web Site.
stays-network-service = Network Service keeps its right to read the private key.

# Follow-ups in a few words
to-do-restart-iis = Restart IIS
to-do-verify-bindings = Check the bindings in IIS
to-do-restart-pop = Restart the POP3 services
to-do-restart-imap = Restart the IMAP4 services
to-do-restart-um = Restart Unified Messaging
to-do-restart-um-call-router = Restart the UM call router
to-do-remove-old = Remove { $certificate }
to-do-edge-resubscribe = Recreate the Edge subscription
to-do-edge-resubscribe-perhaps = Recreate the Edge subscription, if there is one

# Taking facts in
import-server-new = { $server }: new, with { $certificates ->
    [one] one certificate
   *[other] { $certificates } certificates
}
import-server-changed = { $server }: { $certificates ->
    [0] no new certificate
    [one] one new certificate
   *[other] { $certificates } new certificates
}, { $facts ->
    [0] no other fact changes
    [one] one fact changes
   *[other] { $facts } facts change
}
import-server-confirmed = { $server }: nothing changes but where its facts come from: { $origin }
import-fact = { $fact }: { $before } -> { $after }
import-certificate-new = new: { $name }; { $facts }
import-certificate-fact = { $name }: { $fact }: { $before } -> { $after }
import-auth = The Auth certificate is { $thumbprint }.
import-connectors = { $count ->
    [one] A Send connector changes: { $names }
   *[other] { $count } Send connectors change: { $names }
}
import-authorities = { $count ->
    [one] One authority between root and certificate comes along.
   *[other] { $count } authorities between root and certificate come along.
}
import-files = { $count ->
    [one] One certificate is kept that was only recorded so far.
   *[other] { $count } certificates are kept that were only recorded so far.
}
import-nothing = Nothing changes: all of this is known already.
import-done = Taken in: { $servers ->
    [one] one server
   *[other] { $servers } servers
}, { $certificates ->
    [one] one new certificate file
   *[other] { $certificates } new certificate files
}.
import-made = The organization { $name } is in { $path }.
import-dry-run = Nothing was changed: this was a dry run.
import-progress = { $done } of { $of }
import-reading = Reading { $source }
import-skipped = { $source }: skipped { $place }: { $reason }
import-skipped-more = { $source }: { $count ->
    [one] one more was skipped
   *[other] { $count } more were skipped
}
import-other-host = { $source } names the server { $named }; it is taken for { $server }, as you said.
import-left-out = { $source } speaks of other servers too, which are left out: { $servers }
import-collector = { $server }: the collector met an error: { $error }
import-kept = { $server }: kept: { $fact }, from { $kept }, which knows better than { $said }.
import-kept-certificates = { $server }: kept for { $count ->
    [one] one certificate
   *[other] { $count } certificates
}: { $fact }, from { $kept }, which knows better than { $said }.
import-unknown = { $server }: unknown of { $count ->
    [one] one certificate
   *[other] { $count } certificates
}: { $fact }.
import-unknown-server = { $server }: unknown of the server: { $facts }.
import-unknown-site = { $server }: { $count ->
    [one] one certificate shows IIS
   *[other] { $count } certificates show IIS
}, and which site of IIS it is for is unknown.
import-unknown-remedy = What is unknown blocks what depends on it. The collector learns most: exchcert print collector.
import-not-listed = { $server } has { $count ->
    [one] a certificate
   *[other] { $count } certificates
} no more, which stay in its document: { $certificates }. Remove-ExchangeCertificate takes them out.
import-which-server = { $source } does not say which server it is from. Name it: --server NAME
import-two-servers = { $server } would be two servers: { $one } and { $other }. Import one of them only.
import-not-a-name = { $source } names a server "{ $name }", which cannot be a name. Name it: --server NAME
import-source = { $source }: { $reason }
import-empty = There is nothing in it.
import-unrecognised = This is no certificate file, no inventory, and no export of Get-ExchangeCertificate that this program reads.
import-too-large = It is larger than { $limit } bytes, more than any such file can be.
import-damaged = It is damaged: { $reason }. Export it again.
import-damaged-at = It is damaged at { $place }: { $reason }. Export it again.
import-ambiguous = { $place }: { $date } can be read in two ways. Say which: --culture month-first or --culture day-first
import-password-needed = It needs a password.
import-wrong-password = The source data cannot be imported or the wrong password was specified. Check the password, or export the file again.
import-not-written = Nothing was changed: { $reason }
origin-file = a certificate file
origin-table = Format-Table
origin-csv = Export-Csv
origin-list = Format-List
origin-json = ConvertTo-Json
origin-raw-data = Export-Clixml without services
origin-clixml = Export-Clixml
origin-inventory = an inventory

# Import
action-import = Import
action-import-tip = Import Exchange certificates, or facts that Exchange's cmdlets exported; shows first what would change.
action-take-in = Import
action-take-in-tip = Take in what is shown.
help-import-file = Import: which file
help-import-password = Import: its password
help-import-choice = Import: a choice
help-import-preview = Import: what would change
help-import-work = Import: while it works
importing-title = Import Exchange certificate
importing-about = A certificate file, an export of Exchange's cmdlets, or the collector's inventory. Nothing changes before you have seen what would.
importing-file = File to import from:
button-next = Next
button-import = Import
importing-nameless = Name a file first: type its path, or press Tab to see what is there.
importing-no-match = Nothing in { $folder } begins like this.
importing-no-listing = { $folder } cannot be listed: { $reason }
importing-more = { $count ->
    [one] and { $count } more; type a letter more to see it
   *[other] and { $count } more; type a letter more to see them
}
importing-kind-folder = folder
importing-kind-certificate = certificate
importing-kind-chain = certificates (PKCS #7)
importing-kind-with-key = certificate with its key (PKCS #12)
importing-kind-clixml = Export-Clixml
importing-kind-json = inventory, or ConvertTo-Json
importing-kind-csv = Export-Csv
importing-kind-text = text that a shell printed
importing-reading = Reading { $file } ...
importing-comparing = { $file } is read. Comparing it with what is known ...
importing-megabytes = { $done } of { $of } MB
importing-kilobytes = { $done } of { $of } KB
importing-taking-in = Importing { $file } ...
importing-steps = { $done } of { $of }
importing-stopping = Breaking off ...
importing-busy = An import is under way.
importing-needs-password = { $file } is protected by a password.
importing-wrong-password = The source data cannot be imported or the wrong password was specified. Type the password again; if it is right, the file is damaged.
importing-password = Password:
importing-dates = The date { $date } ({ $place }) can be read in two ways. How does the shell that printed this file write dates?
importing-month-first = Month first: 11/30/2026
importing-day-first = Day first: 30/11/2026
importing-unnamed = This file does not say which server it is from: { $server }?
importing-no-server = This file does not say which server it is from, and there is no server to choose. Import an inventory first, or name the server: exchcert import --server NAME FILE.
importing-preview = What { $file } would change
importing-nothing = Nothing changes: what the file says is known already.
importing-result = Imported from { $file }
importing-taken-in = The import is done.
importing-failed = Nothing was imported from { $file }: { $reason }
importing-gone = What was shown is not at hand any more. Go back and read the file again.
importing-too-large = It is larger than { $limit } MB. Export fewer objects into one file.
importing-grows = Somebody is writing it. Wait until it is written, and read it again.
importing-exists = Cannot import certificate. A certificate with the thumbprint { $thumbprint } already exists. { $remedy }
importing-refused = { $reason } { $remedy }
importing-authorities = Authorities came along and are not imported: { $names }. exchcert trust add "{ $file }" takes them.

# What an import did
taken-in = Taken in from { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
}
taken-sources = Sources
taken-facts = Facts
taken-more-facts = { $count ->
    [one] and { $count } more fact, which the journal does not list
   *[other] and { $count } more facts, which the journal does not list
}
taken-fact = { $what }: { $fact }: { $before } -> { $after } ({ $origin })
taken-fact-of-organization = { $fact }: { $before } -> { $after }
taken-new = { $what }: new ({ $origin })
taken-confirmed = The same facts from a better source ({ $origin })
taken-server = Server
taken-stays = An import says what the servers told: nothing was done there that could be rolled back or done again by a script. Import what is true now, or edit the document.
cli-journal-taken-stays = Entry { $seq } is an import. It says what the servers told: nothing was done there that could be rolled back or done again by a script. Import what is true now, or edit the document.
taken-cancelled = Broken off. Nothing was written.
taken-partly = { $done } of { $of } documents were written, and each of them is whole. At { $at } it came to a stop: { $reason } Import again, and the rest is done.

# What others did, and the conflict of a save
difference-holder = { $service } is now held by { $certificate } (was { $before })
difference-holder-first = { $service } is now held by { $certificate }
difference-holder-none = { $service } is held by nobody now (was { $before })
difference-back-end = The Exchange Back End
difference-default = { $certificate } is now the default SMTP certificate (was { $before })
difference-default-first = { $certificate } is now the default SMTP certificate
difference-default-none = There is no default SMTP certificate now (was { $before })
difference-gained = { $certificate } now has { $service }
difference-lost = { $certificate } no longer has { $service }
difference-protocol-name = The X509CertificateName of { $protocol } is now { $name } (was { $before })
difference-startup-mode = The startup mode of { $service } is now { $mode } (was { $before })
difference-came = { $certificate } has come
difference-gone = { $certificate } is gone
difference-friendly-name = { $before } is now called { $name }
difference-key-exportable = The private key of { $certificate } can be exported now
difference-key-present = The private key of { $certificate } is there now, and cannot be exported
difference-key-missing = { $certificate } has no private key now
difference-key-unknown = Whether { $certificate } has a private key is not known now
difference-facts = Something else is recorded of { $certificate }
difference-fqdn = The domain name is now { $name }
difference-build = The build is now { $build } (was { $before })
difference-roles = The roles are now { $roles }
difference-dag = The database availability group is now { $name }
difference-dag-none = It belongs to no database availability group now
difference-edge = The Edge subscription is now { $site }
difference-edge-none = There is no Edge subscription now
difference-origins = What is unknown of it, or where its facts come from
difference-order = Its certificates stand in another order
difference-text = Only text that exchcert does not read
others-changed = { $user } changed { $server }: { $cmdlet }
others-changed-more = { $count ->
    [one] { $user } changed { $server }: { $cmdlet } (and there was { $count } change before it)
   *[other] { $user } changed { $server }: { $cmdlet } (and there were { $count } changes before it)
}
others-outside = { $server } was changed outside: { $difference }
others-outside-more = { $server } was changed outside: { $difference }, and { $count } more
others-broken = { $server } was changed outside and cannot be read now: { $reason }
others-repaired = { $server } can be read again, and says what it said before.
others-server-gone = { $server } is no longer in the organization. Choose another server; if it comes back, it is shown again.
others-came = New in the organization: { $servers }
others-went = No longer in the organization: { $servers }
others-and-more = { $servers }, and { $count } more
others-directory-gone = The organization's directory is gone. What was read last is still shown, and nothing can be saved until the directory is back.
others-directory-back = The organization's directory is back. Everything is read again.
others-save-failed = { $server } was not saved: { $reason } Your changes are still here: { $key } saves them.
edit-assigned-meanwhile = assigned meanwhile by someone else
edit-all-assigned = Nothing is left to do: what you ticked is assigned already.
edit-server-gone = { $server } is no longer in the organization.
edit-was-ticked = What you ticked: { $services }
conflict-title = { $server } was changed meanwhile
conflict-unwritten = Someone else changed { $server } before this was saved. Nothing of yours was written, and nothing of theirs is overwritten.
conflict-who = Changed by
conflict-line = { $time } { $user }
conflict-nobody = Nothing in the journal: an editor or another program wrote the file.
conflict-looking = Looking into the journal...
conflict-differences = What is different
conflict-same = Nothing: it says again what it said before.
conflict-before-unknown = What it was before is not known any more.
conflict-again = Yours, checked against the new state
conflict-nothing-left = Nothing is left to do: it is so already.
conflict-removed-already = Nothing is left to do: it has been removed already.
conflict-answer-kept = Your answer about the default SMTP certificate still counts.
conflict-asks-again = It asks once more before anything is written.
conflict-reading = { $server } is being read again...
action-apply-again = Apply again
action-apply-again-tip = Do what was asked for, on the server as it is now
conflict-back = Back
help-conflict = When someone else was faster
cli-conflict-unwritten = { $server } was changed by someone else meanwhile. Nothing was written.
cli-conflict-again = Look at { $server } again, then repeat the command if it is still right.
cli-conflict-by = { $user }, { $time }: { $cmdlet }
# Drafts: what was entered and not saved
draft-title = Not saved
draft-about = Entered { $time } (UTC) and not saved:
draft-about-of = Entered { $time } (UTC) by { $user } and not saved:
draft-certificate = Certificate
draft-server = Server
draft-services = Services
draft-reading = { $server } is being read.
draft-server-gone = There is no server { $server } any more.
draft-not-restorable = The dialog cannot be opened with it. Discard it, or keep it for later.
draft-server-changed = { $server } has changed since. Everything is checked against what it is now.
draft-server-same = { $server } is as it was then.
draft-server-unknown = Nobody can say whether { $server } has changed since. Everything is checked against what it is now.
draft-cmdlet = The same as a cmdlet ({ $key } copies it):
draft-typed = { $count ->
    [one] Typed in the shell and not run:
   *[other] Entered in the shell and not run, { $count } lines:
}
draft-more-lines = { $count ->
    [one] and { $count } more line
   *[other] and { $count } more lines
}
draft-restore = Restore
draft-restore-tip = Brings it back as it was entered. Nothing is saved or run by that.
draft-later = Later
draft-later-tip = Keeps it and asks again at the next start.
draft-discard-tip = Deletes it. It cannot be had back.
draft-restored = It is back, and not saved yet.
draft-and = { $first } { $second }
draft-typed-too = What was typed is in the shell again ({ $key } on the page).
draft-done = { $certificate } has { $services } by now.
draft-not-here = { $services } cannot be assigned on { $server } any more.
draft-no-room = What was typed does not fit beside what the shell holds now. Run or delete that first.
draft-for-later = It is kept. The next start asks again.
draft-discarded = Discarded.
draft-not-kept = What you enter is not kept in case the program is ended: { $place }: { $reason }. Saving is not affected.
draft-nowhere = What you enter is not kept in case the program is ended: this account has no directory for it. Saving is not affected.
draft-not-removed = What an earlier run has kept cannot be removed: { $place }: { $reason }. The next start offers it again.
draft-reason = { $reason }
draft-no-place = What an earlier run may have kept cannot be read: { $place }: { $reason }
draft-broken = What an earlier run has kept cannot be read and was put aside: { $place }: { $reason }
draft-broken-stays = What an earlier run has kept cannot be read: { $place }: { $reason }
draft-later-version = What a later version of the program has kept is left for it: { $place }
draft-too-many = There are more than { $most } drafts in { $place }. The newest are offered; the others stay there.
draft-too-large = it is larger than any draft
draft-wrong-value = { $key } is missing or says something else than a draft does
cli-draft-kept = What was entered and not saved is kept. The next start offers it.
cli-draft-lost = What was entered and not saved could not be kept:
cli-draft-password = What is typed in the shell is not kept: it may hold a password.
print-paths-drafts = Drafts
# The check-up
check-up-problem = problem
check-up-warning = warning
check-up-note = note
check-up-fixable = --fix repairs this
cli-doctor-clean = Nothing is wrong.
cli-doctor-notes = Nothing is wrong. Notes: { $notes }.
cli-doctor-found = Problems: { $problems }. Warnings: { $warnings }. Notes: { $notes }.
cli-doctor-more = And { $count } more: exchcert doctor --json names them all.
cli-doctor-fixable = exchcert doctor --fix repairs { $count } of them.
cli-doctor-repaired = Repaired: { $count }.
cli-doctor-backup = The files as they were are in { $path }.
cli-doctor-nothing-to-fix = There is nothing that can be repaired without a person.
cli-doctor-not-fixed = Not repaired: { $id }: { $problem }
cli-doctor-no-backup = The backup could not be written, so nothing was repaired: { $problem }
cli-doctor-access-unknown = Nothing was repaired: organization.toml cannot be read, so nobody can tell who may write. Correct it by hand first.
cli-journal-roles = as: { $roles }
cli-journal-account = run by the account { $account }
journal-roles = Roles
journal-account = Account
journal-repair = Check-up: { $count } repaired
journal-repair-what = A check-up repaired files. As they were, they are in { $backup }.
journal-repaired = { $finding }: { $file }
action-check-up = Check-up
action-check-up-tip = Check every file of the organization, and say what is wrong and what to do.
help-check-up = In the check-up
check-up-all-read = Every file of the organization was looked at.
check-up-repairs = On the command line: exchcert doctor --fix
check-up-no-files = This organization is not kept in files.
check-organization-unreadable = { $name }
check-organization-unreadable-why = Nothing of the organization can be opened or changed until it can be read.
check-organization-unreadable-remedy = Correct organization.toml at this place.
check-access-table = { $name }
check-access-table-why = Who may write cannot be told, so nobody may.
check-access-table-remedy = Correct the line; a user is written with groups, such as: alice = ["Server Management"]
check-access-nobody = The table [access] lets nobody write.
check-access-nobody-why = Whoever works here may only look.
check-access-nobody-remedy = Give somebody one of the groups Organization Management and Server Management.
check-access-twice = The user { $name } is listed more than once, in other letters.
check-access-twice-why = Case does not matter: the groups of all these lines count together.
check-access-twice-remedy = Make one line of them.
check-misspelt-key = The key { $name } is not known; { $other } is.
check-misspelt-key-why = A key that is not known does not count.
check-misspelt-key-remedy = Write { $other } if that is meant. If the key is your own, choose a name that is less like it.
check-connected-server = The connected server { $name } has no document.
check-connected-server-why = A cmdlet without -Server has nobody to ask.
check-connected-server-remedy = Name a server that has a document, or take connected-server out.
check-auth-certificate = The Auth certificate { $name } is listed by no server.
check-auth-certificate-why = It is known by its thumbprint: a wrong one keeps no certificate from being removed.
check-auth-certificate-remedy = Correct auth.current, or import the certificate.
check-connector-certificate = The Send connector { $name } names a certificate that nobody has.
check-connector-certificate-why = What a connector names cannot be removed. As it is written, that is nothing.
check-connector-certificate-remedy = Compare tls-certificate-name with issuer and subject of the certificate that is meant.
check-connector-server = The Send connector { $name } sends from { $other }, which has no document.
check-connector-server-why = Its certificate is not protected there.
check-connector-server-remedy = Correct source-servers.
check-trust-unreadable = { $name }
check-trust-unreadable-why = Certificates that need this file read Unknown or Untrusted, or a revocation is not seen.
check-trust-unreadable-remedy = Put the right file there, or take it out of [trust]. To add one: exchcert trust add FILE
check-trust-expired = The authority { $name } expired on { $other }.
check-trust-expired-why = Chains that need it are Invalid.
check-trust-expired-remedy = Add the authority's new certificate: exchcert trust add FILE
check-revocation-list-overdue = The revocation list of { $name } was to be replaced on { $other }.
check-revocation-list-overdue-why = What was revoked since then still reads Valid.
check-revocation-list-overdue-remedy = Fetch the newer list and put it in the place of this one.
check-trust-not-a-root = The root { $name } is not its own issuer.
check-trust-not-a-root-why = A chain may end there, whoever has issued it.
check-trust-not-a-root-remedy = List it under intermediates, and its issuer under roots.
check-root-type-unlisted = root-types speaks of { $name }, which is not among the roots.
check-root-type-unlisted-why = The type does not count.
check-root-type-unlisted-remedy = Correct the name, or take the entry out.
check-trust-unlisted = The organization does not trust this file.
check-trust-unlisted-why = Only what [trust] lists counts.
check-trust-unlisted-remedy = If it is to be trusted: exchcert trust add FILE
check-server-unreadable = { $name }
check-server-unreadable-why = This server cannot be shown or changed. The others are not affected.
check-server-unreadable-remedy = Correct the document at this place.
check-server-twice = { $name } and { $other } are the same server to Exchange.
check-server-twice-why = Which of the two documents counts depends on the file system.
check-server-twice-remedy = Keep one of them.
check-service-unlisted-why = The service uses a certificate that the server does not have.
check-service-unlisted-remedy = Import the certificate, or correct the line in [services].
check-default-without-smtp-why = Exchange keeps the default SMTP certificate among those of SMTP.
check-default-without-smtp-remedy = Add it to smtp, or name another smtp-default.
check-listed-twice-why = Only the first block counts.
check-listed-twice-remedy = Take the other block out.
check-named-twice = The list { $name } has { $other } twice.
check-named-twice-why = It means the same as once, and a later edit may miss one of the two.
check-named-twice-remedy = Take one of them out.
check-unknown-service = The key { $name } in [services] is no service.
check-unknown-service-why = The assignment that it was to say does not count.
check-unknown-service-remedy = The services are iis, iis-back-end, iis-site-unknown, smtp, smtp-default, imap, pop, um, um-call-router and federation.
check-certificate-without-facts = Nothing is known of the certificate { $name }: it has no file and no recorded facts.
check-certificate-without-facts-why = It reads Unknown and cannot be assigned.
check-certificate-without-facts-remedy = Take its facts in from the server (exchcert import), or put the certificate into certificates/{ $name }.pem.
check-request-without-file = Nothing is known of the request { $name }: it has no file and no recorded facts.
check-request-without-file-why = Nobody can see what was asked for.
check-request-without-file-remedy = Take its facts in from the server (exchcert import), or put the request into requests/{ $name }.csr.
check-certificate-unreadable = { $name }
check-certificate-unreadable-why = Where a server lists it, it reads Unknown.
check-certificate-unreadable-remedy = Put the certificate there again, from the server or from a backup.
check-certificate-misnamed = The certificate in it is { $name }.
check-certificate-misnamed-why = A certificate is looked for under its thumbprint: this one is not found.
check-certificate-misnamed-remedy = Rename the file: { $name }.pem
check-certificate-many = There are { $name } certificates in it.
check-certificate-many-why = Only the first counts.
check-certificate-many-remedy = Leave the one that the file is named after.
check-private-key = There is a private key in this file.
check-private-key-why = The store never holds one: whoever can read its files, or a copy of them, has the key.
check-private-key-remedy = Take the key out of the file, and out of copies and version control. Then renew the certificate with a new key.
check-certificate-unlisted = No server lists this certificate.
check-certificate-unlisted-why = It harms nothing. The next import of the certificate uses it.
check-certificate-unlisted-remedy = Nothing has to be done. The file can be deleted.
check-request-unreadable = { $name }
check-request-unreadable-why = Nobody can see what was asked for.
check-request-unreadable-remedy = Put the request there again, from the server or from a backup.
check-request-unlisted = No server lists this request.
check-request-unlisted-why = It harms nothing.
check-request-unlisted-remedy = Nothing has to be done. The file can be deleted.
check-odd-file = This is none of the organization's files.
check-odd-file-why = It is never read.
check-odd-file-remedy = If somebody expects it to count, correct its name; else keep it elsewhere.
check-not-a-file = This is not a regular file.
check-not-a-file-why = It is never read: reading it might never end.
check-not-a-file-remedy = Put a regular file in its place.
check-leads-out = This link leads out of the organization.
check-leads-out-why = Rights, copies and backups of the organization do not cover what is there.
check-leads-out-remedy = Put what it leads to in its place.
check-journal-unreadable = { $name }
check-journal-unreadable-why = Nobody can see what was done, and nothing can be changed.
check-journal-unreadable-remedy = Give this account the right to read it, or restore it from a backup.
check-journal-broken = { $name }
check-journal-broken-why = Somebody has edited the journal, or a file was restored: it does not prove what happened.
check-journal-broken-remedy = Compare it with a backup. Nothing repairs it: what was written stays.
check-journal-torn = { $name } bytes of a torn line are at its end.
check-journal-torn-why = A writer was interrupted. What the line was to say did not happen.
check-journal-torn-remedy = exchcert doctor --fix cuts them off and says so in the journal. The next change does it, too.
check-change-unfinished = Line { $other } says that { $name } was changed, and it was not.
check-change-unfinished-why = A writer was interrupted between the journal and the document.
check-change-unfinished-remedy = exchcert doctor --fix says so in the journal. The next change does it, too.
check-changed-outside = { $name } was changed by something else than exchcert since line { $other } of the journal.
check-changed-outside-why = The journal does not say by whom, or what.
check-changed-outside-remedy = Nothing, if that is known. Else compare the document with a backup or its history.
check-document-gone = { $name } has no document any more; line { $other } of the journal is about it.
check-document-gone-why = The journal does not say who took it away.
check-document-gone-remedy = Nothing, if that is known. Else restore it from a backup.
check-clock-went-back = Line { $name } is older than the line before it.
check-clock-went-back-why = The clock was turned back: times around this line do not compare. The numbers do.
check-clock-went-back-remedy = Check the clock of the machine.
check-follow-ups-open = Follow-ups that are open: { $name }.
check-follow-ups-open-why = Somebody has to do by hand what changes left behind.
check-follow-ups-open-remedy = To see them: exchcert journal --open
check-leftover = This is an unfinished file of an interrupted writer.
check-leftover-why = It means nothing, and takes room.
check-leftover-remedy = exchcert doctor --fix removes it. So does the next start of the page.
check-leftover-directory = This is an unfinished directory of an interrupted run.
check-leftover-directory-why = It means nothing, and takes room.
check-leftover-directory-remedy = Remove it when nothing of exchcert is running.
check-lock-signed = { $name } still stands in it, and writes no more.
check-lock-signed-why = A writer was killed.
check-lock-signed-remedy = exchcert doctor --fix takes the name out. So does the next change.
check-lock-held = { $name } is writing at this moment.
check-lock-held-why = Unfinished files and lines are that writer's. They were not looked at.
check-lock-held-remedy = Check again when it is done.
check-writable-by-all = Every account of this machine can write it (mode { $name }).
check-writable-by-all-why = Role groups and journal protect nothing from them.
check-writable-by-all-remedy = exchcert doctor --fix takes that right away, where this account may do so; or: chmod o-w
check-not-readable = { $name }
check-not-readable-why = What is in it cannot be checked or shown.
check-not-readable-remedy = Give this account the right to read it.
check-read-only = It is marked read-only.
check-read-only-why = What is so marked is not changed.
check-read-only-remedy = Nothing, if it is meant. Else take the mark away.
check-owner-differs = It belongs to account { $name }, and the organization to account { $other }.
check-owner-differs-why = Whoever owns a file can change its rights.
check-owner-differs-remedy = Nothing, where colleagues write together. Else give it to the owner of the organization.
check-executable = It is marked as a program (mode { $name }).
check-executable-why = It is text, and nobody has to run it.
check-executable-remedy = exchcert doctor --fix takes the mark away; or: chmod a-x
# The file of settings
config-title = Settings of exchcert. A line without its # counts.
config-order = A flag comes before the environment, the environment before this file. A relative path is meant from this file's directory.
config-org = The organization's directory (--org, EXCHCERT_ORG).
config-server = The connected server (--server, EXCHCERT_SERVER).
config-locale = The language (--locale; LC_ALL, LC_MESSAGES and LANG where they name one that is spoken here).
config-color = Colours on the page: auto, always or never (--color, NO_COLOR).
config-ascii = Draw with ASCII only (--ascii).
config-log = Write the log to this file instead of the state directory (--log).
config-readonly = Change nothing in any run (--readonly). No flag takes it back.
config-unknown-key = There is no setting { $key }. There are: { $known }.
config-bad-locale = locale: { $reason }.
config-missing = EXCHCERT_CONFIG names a file that is not there: { $path }. Correct the name, or unset the variable.
print-paths-config = Settings
