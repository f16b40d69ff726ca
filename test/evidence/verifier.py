"""Verifies a bundle of evidence of drs-drill, written from docs/evidence.md alone: steps 1 to 9 of its list.

    verifier.py DIR KEY DRILL   a downloaded bundle: prints its world and the result
    verifier.py --batch KEY     a bundle a line on stdin, {"drill": ..., "files": {name: base64}}: a result a line
"""
import base64, hashlib, json, os, subprocess, sys, tempfile
from datetime import datetime, timedelta
from decimal import Decimal

NAMES = ['report.json', 'report.html', 'report.md', 'servers.csv', 'journal.jsonl', 'record.json', 'notes.jsonl',
         'guard.jsonl', 'context.json']
TYPE = b'application/vnd.in-toto+json'
TYPES = ['https://in-toto.io/Statement/v1', 'https://in-toto.io/attestation/test-result/v0.1']
ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551
P256 = bytes.fromhex('3059301306072a8648ce3d020106082a8648ce3d030107034200')

class Ended(Exception):
    """The result, the file that it is about, and why."""

def check(holds, file, what):
    if not holds:
        raise Ended('REFUSED', file, what)

def sha256(content):
    return hashlib.sha256(content if isinstance(content, bytes) else content.encode()).hexdigest()

def number(value):
    """As ECMAScript prints it."""
    _, digits, exponent = Decimal(repr(float(value))).normalize().as_tuple()
    text, point, decimals = ''.join(map(str, digits)), len(digits) + exponent, -exponent
    if not -6 < point <= 21:
        text = text[0] + '.' * (len(text) > 1) + text[1:] + 'e%+d' % (point - 1)
    elif decimals > 0:
        text = text.rjust(decimals + 1, '0')
        text = text[:-decimals] + '.' + text[-decimals:]
    return '-' * (value < 0) + text + '0' * (-decimals if point <= 21 else 0)

def canonical(value):
    """RFC 8785."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode('utf-16-be', 'surrogatepass'))
        return '{' + ','.join(canonical(name) + ':' + canonical(value[name]) for name in names) + '}'
    if isinstance(value, list):
        return '[' + ','.join(map(canonical, value)) + ']'
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return number(value) if is_number else json.dumps(value, ensure_ascii=False)

def same(one, other):
    return canonical(one) == canonical(other)

def parsed(file, text):
    value = json.loads(text)
    check(canonical(value) == text, file, 'It is not canonical JSON.')
    return value

def lines(file, text):
    check(text == '' or text.endswith('\n'), file, 'Its last line has no end.')
    return text.split('\n')[:-1]

def is_strict(signature):
    """A DER SEQUENCE of two INTEGERs, each as short as possible, with the smaller s."""
    second = 4 + signature[3]
    r, s = (int.from_bytes(number, 'big') for number in (signature[4:second], signature[second + 2:]))
    integers = [n.to_bytes(n.bit_length() // 8 + 1, 'big') for n in (r, s)]
    body = b''.join(b'\x02%c%b' % (len(integer), integer) for integer in integers)
    return 0 < r < ORDER and 0 < s <= ORDER // 2 and signature == b'\x30%c%b' % (len(body), body)

def is_signed(signature, content):
    with tempfile.NamedTemporaryFile() as file:
        file.write(signature)
        file.flush()
        command = ['openssl', 'dgst', '-sha256', '-verify', KEY, '-signature', file.name]
        return subprocess.run(command, input=content, capture_output=True).returncode == 0

def opened(file, envelope):
    signature, = envelope['signatures']
    is_envelope = set(envelope) == {'payload', 'payloadType', 'signatures'} and set(signature) == {'keyid', 'sig'}
    check(is_envelope and envelope['payloadType'] == TYPE.decode(), file, 'It is no envelope of this type.')
    check(signature['keyid'] == sha256(DER), file, 'It names another key.')
    payload, sig = base64.b64decode(envelope['payload']), base64.b64decode(signature['sig'])
    written = [base64.b64encode(content).decode() for content in (payload, sig)]
    check(payload and written == [envelope['payload'], signature['sig']], file, 'It has base64 that is not strict.')
    pae = b'DSSEv1 %d %b %d %b' % (len(TYPE), TYPE, len(payload), payload)
    check(is_strict(sig) and is_signed(sig, pae), file, 'Its signature is not valid.')
    return payload

def judge_manifest(file, manifest, drill):
    ours, types = manifest['predicate']['drsDrill'], [manifest['_type'], manifest['predicateType']]
    check(types == TYPES, file, 'It is no in-toto statement about a test result.')
    if ours['format'] != 'drs-drill/bundle/1':
        raise Ended('NOTHING_VERIFIED', file, 'It has the format %s.' % ours['format'])
    check(ours['drillId'] == drill, file, 'It is evidence of drill %s.' % ours['drillId'])
    parts = ['FIRST'] if ours['firstEnvelopeHash'] is None else ['RESOLVED', 'NOTES']
    check(ours['part'] in parts, file, 'It is no part, or names a first bundle as only other parts do.')
    check([subject['name'] for subject in manifest['subject']] == NAMES, file, 'It names other files.')
    return ours

def judge_files(files, manifest, payload):
    for subject in manifest['subject']:
        name = subject['name']
        check(name in files, name, 'It is missing.')
        check(sha256(files[name]) == subject['digest']['sha256'], name, 'It has another SHA-256.')
    for name in files:
        check(name in NAMES + ['envelope.json', 'manifest.json', 'receipt.json'], name, 'It was not signed.')
    check(files.get('manifest.json', payload) == payload, 'manifest.json', 'It is not what was signed.')

def judge_journal(file, texts, integrity, drill):
    written = lines(file, texts[file])
    entries = [parsed(file, line) for line in written]
    first, before = 1, None
    for seq, (line, entry) in enumerate(zip(written, entries), 1):
        check(same(entry['drillId'], drill), file, 'Line %d is of another drill.' % seq)
        check(same(entry['seq'], seq), file, 'Entry %d is missing.' % seq)
        check(entry.get('previousHash', before) == before or seq == 1, file, 'Entry %d is another one.' % (seq - 1))
        first, before = first if 'previousHash' in entry else seq, sha256(line)
    record_hash = sha256(texts['record.json'])
    if integrity['journalHash'] is not None or 'recordHash' in entries[-1]:
        check(integrity['journalHash'] == before, file, 'The last entry is another one.')
        check(entries[-1].get('recordHash') == record_hash, 'record.json', 'It is another record.')
    check(integrity['recordHash'] in (None, record_hash), 'record.json', 'It is another record.')
    check(integrity['contradiction'] is None, file, 'It was contradictory when it was sealed.')
    check(same(integrity['chainedFromSeq'], integrity['journalHash'] and first), 'context.json', 'Another chain.')

def judge_notes(file, texts, drill):
    before = None
    for n, line in enumerate(lines(file, texts[file]), 1):
        note = parsed(file, line)
        check(same([note['drillId'], note['n']], [drill, n]), file, 'Note %d is missing.' % n)
        check(note['previousHash'] == before, file, 'Note %d is another one.' % (n - 1))
        before = sha256(line)

def judge_claims(file, report, record, ours):
    identity, verdict, servers = report['identity'], report['verdict'], report['servers']
    said = [identity['drillId'], identity['deployment'], identity['site'], identity['world'], verdict['outcome']]
    then = [verdict['phase'], report['cleanup']['state'], sorted(server['sourceServerId'] for server in servers)]
    recorded = [record['drillId'], record['owner'], record['site'], record.get('world'), record.get('outcome')]
    recorded += [record['phase'], record['cleanup'], sorted(record['servers'])]
    signed = [ours[name] for name in ('drillId', 'deployment', 'site', 'world', 'outcome', 'product')]
    check(same(said + then, recorded), file, 'It does not say what the record says.')
    check(same(said + [identity['product']], signed), file, 'It does not say what the manifest says.')

def seconds(start, end):
    one, other = (datetime.fromisoformat(each['at'].replace('Z', '+00:00')) for each in (start, end))
    return (other - one) / timedelta(milliseconds=1) / 1000

def judge_clocks(file, value):
    if isinstance(value, dict) and {'seconds', 'atLeastSeconds', 'from', 'to', 'notBefore'} <= set(value):
        start, end, measured, at_least = value['from'], value['to'], value['seconds'], value['atLeastSeconds']
        if start is None or end is None:
            holds = same(measured, at_least) and (start is None or measured is None)
        else:
            difference, earlier = seconds(start, end), value['notBefore']
            least = [None, measured] if earlier is None else [seconds(start, earlier)]
            holds = same(measured, None if difference < 0 else difference) and any(same(at_least, one) for one in least)
        check(holds, file, 'A clock is not the difference that it claims.')
    for member in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        judge_clocks(file, member)

def result(files, drill):
    """The result of a bundle, and its world, or the file that is wrong and why."""
    file, texts = 'envelope.json', {}
    if not DER.startswith(P256) or file not in files:
        return 'NOTHING_VERIFIED', file, 'It is missing, or there is no public key of P-256.'
    try:
        payload = opened(file, parsed(file, files[file].decode()))
        manifest = parsed(file, payload.decode())
        ours = judge_manifest(file, manifest, drill)
        judge_files(files, manifest, payload)
        for file in NAMES:
            texts[file] = files[file].decode()
        for file in ['context.json', 'report.json']:
            parsed(file, texts[file])
        file = 'record.json'
        record, report, context = (json.loads(texts[name]) for name in [file, 'report.json', 'context.json'])
        file = 'journal.jsonl'
        judge_journal(file, texts, context['integrity'], drill)
        file = 'notes.jsonl'
        judge_notes(file, texts, drill)
        file = 'guard.jsonl'
        [parsed(file, line) for line in lines(file, texts[file])]
        file = 'report.json'
        judge_claims(file, report, record, ours)
        judge_clocks(file, report)
        return 'VERIFIED', 'world: %s' % ours['world']
    except Ended as ended:
        return ended.args
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError, RecursionError) as error:
        return 'REFUSED', file, 'It is not what a bundle has there (%r).' % error

KEY = sys.argv[2]
DER = subprocess.run(['openssl', 'pkey', '-pubin', '-in', KEY, '-outform', 'DER'], capture_output=True).stdout
if sys.argv[1] == '--batch':
    for bundle in map(json.loads, sys.stdin):
        files = {name: base64.b64decode(content) for name, content in bundle['files'].items()}
        print(*result(files, bundle['drill']), flush=True)
else:
    files = {name: open(os.path.join(sys.argv[1], name), 'rb').read() for name in os.listdir(sys.argv[1])}
    found = result(files, sys.argv[3])
    print(*reversed(found), 'Not checked: that the report follows from the journal.', sep='\n')
    sys.exit({'VERIFIED': 0, 'REFUSED': 3, 'NOTHING_VERIFIED': 8}[found[0]])
