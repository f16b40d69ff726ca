"""Verifies a bundle of evidence of drs-drill: checks 1 to 9 of docs/evidence.md, and first written from it alone.
    verifier.py DIR KEY DRILL [FIRST]   prints the world, then the result. FIRST: envelope.json of the first bundle
    verifier.py --batch KEY             a line of {"drill": ..., "files": {name: base64}} on stdin, one of result each
Exit status: 0 VERIFIED as far as it goes, 3 REFUSED, 8 NOTHING_VERIFIED. It needs Python 3.8 and `openssl`."""
import base64, datetime, decimal, functools, hashlib, json, os, pathlib, re, subprocess, sys, tempfile
NAMES = ('report.json report.html report.md servers.csv journal.jsonl record.json notes.jsonl guard.jsonl '
         'context.json').split()
MANIFEST = ['_type predicate predicateType subject',
            'configuration drsDrill failedTests passedTests result warnedTests',
            'deployment drillId firstEnvelopeHash format outcome outputs part product site world']
INTEGRITY = 'chainedFromSeq contradiction journalHash recordHash replayContradiction'
ENTRY = 'at cause drillId facts previousHash recordHash schema seq'  # the hashes may be absent
NOTE = 'accepted at by drillId kind n person previousHash role text trackerUrl'
KINDS = 'PARTICIPANT OBSERVER LESSON ATTESTATION REMARK'.split()
OUTCOMES = 'PASSED FAILED OBJECTIVE_MISSED REJECTED CANCELLED YIELDED READY'.split()
ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551
SPKI = bytes.fromhex('3059301306072a8648ce3d020106082a8648ce3d03010703420004')  # and x and y, for a key of P-256
MALFORMED = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
class Nothing(Exception): """What cannot be checked."""
def claim(holds, sentence):
    if not holds: raise ValueError(sentence)
def has(x, names): claim(isinstance(x, dict) and ' '.join(sorted(x)) == names, 'It has not exactly %s.' % names)
# ---- JSON is read strictly, and written canonically (RFC 8785). Every number is a double, as in ECMAScript.
def members(pairs):
    claim(len(dict(pairs)) == len(pairs) and '__proto__' not in dict(pairs), 'A member is there twice, or __proto__.')
    return dict(pairs)
def inside(x): return x.values() if isinstance(x, dict) else x if isinstance(x, list) else ()
def depth(x): return 1 + max(map(depth, inside(x)), default=0) if isinstance(x, (dict, list)) else 0
def text(data): claim(len(data) <= 2 ** 26, 'It is larger than 64 MiB.'); return data.decode('utf-8')
def read(data):
    x = json.loads(text(data), parse_int=float, object_pairs_hook=members)
    claim(depth(x) <= 100, 'It is nested too deeply.')
    return x
def number(x):
    if x.is_integer() and abs(x) < 2 ** 53: return str(int(x))  # -0 is 0
    claim(x - x == 0, 'A number is too large, or none.')
    sign, digits, exponent = decimal.Decimal(repr(x)).normalize().as_tuple()  # the shortest digits that mean x
    d = ''.join(map(str, digits)); k, n = len(d), len(d) + exponent  # as in Number::toString of ECMAScript
    if k <= n <= 21: d += '0' * (n - k)
    elif 0 < n <= 21: d = d[:n] + '.' + d[n:]
    elif -6 < n <= 0: d = '0.' + '0' * -n + d
    else: d = d[0] + ('.' + d[1:] if k > 1 else '') + 'e%+d' % (n - 1)
    return '-' * sign + d
def utf16(name): return name.encode('utf-16-be', 'surrogatepass')
def by_number(name): return min(int(name), 2 ** 32 - 1) if re.fullmatch('0|[1-9][0-9]*', name) else 2 ** 32 - 1
def canon(x, order=utf16):
    if isinstance(x, float): return number(x)
    if isinstance(x, list): return '[' + ','.join(canon(y, order) for y in x) + ']'
    if not isinstance(x, dict): return json.dumps(x, ensure_ascii=False)  # a string, true, false or null
    return '{' + ','.join(canon(name) + ':' + canon(x[name], order) for name in sorted(x, key=order)) + '}'
def read_canonical(data, order=utf16, halves='strict'):  # halves of a surrogate pair fail, or are escaped
    value = read(data)
    claim(canon(value, order).encode('utf-8', halves) == data, 'It is not written as it has to be.')
    return value
def same(a, b): return canon(a) == canon(b)  # in Python true is 1
# ---- Bytes, the key and the signature.
def sha256(data): return hashlib.sha256(data).hexdigest()
def decode(text):
    data = base64.b64decode(text, validate=True)
    claim(base64.b64encode(data).decode() == text, 'It is not base64 with padding and nothing else.')
    return data
def lines(data):
    claim(data == b'' or data.endswith(b'\n'), 'Its last line does not end with a line feed.')
    return enumerate(data.split(b'\n')[:-1], 1)
def openssl(data, *arguments):
    return subprocess.run(('openssl',) + arguments, input=data, capture_output=True).returncode == 0
def write(folder, name, data): path = pathlib.Path(folder, name); path.write_bytes(data); return str(path)
class Key:
    def __init__(self, pem, folder):
        block = re.search(b'-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]*)-----END PUBLIC KEY-----', pem)
        self.folder, self.file = folder, write(folder, 'key', block.group(0) + b'\n' if block else b'')
        try: der = decode(b''.join(block.group(1).split()).decode())
        except MALFORMED: der = b''
        good = len(der) == 91 and der.startswith(SPKI) and openssl(b'', 'pkey', '-pubin', '-pubcheck', '-in', self.file)
        self.der = der if good else None  # None unless it is a public key of P-256
    @functools.lru_cache(maxsize=1000)
    def verifies(self, der, message):
        return openssl(message, 'dgst', '-sha256', '-verify', self.file, '-signature', write(self.folder, 'sig', der))
def integers(der):  # the r and s of SEQUENCE { INTEGER r, INTEGER s }
    r = der[4:4 + der[3]]; s = der[6 + len(r):]
    whole = [b'\x30', bytes([len(r) + len(s) + 4]), b'\x02', bytes([len(r)]), r, b'\x02', bytes([len(s)]), s]
    claim(der == b''.join(whole), 'The signature is not DER.')
    claim(all(x and x[0] < 128 and (len(x) == 1 or x[0] > 0 or x[1] > 127) for x in (r, s)), 'r or s is not DER.')
    return int.from_bytes(r, 'big'), int.from_bytes(s, 'big')
# ---- The checks, numbered as on the page. `at` says which file a contradiction would be about.
def verify(files, key, drill, first, at, world):
    at('envelope.json')
    if key.der is None or 'envelope.json' not in files: raise Nothing('There is no envelope, or no key of P-256.')
    envelope = read_canonical(files['envelope.json'])  # 1
    payload, (signature,) = decode(envelope['payload']), envelope['signatures']
    has(envelope, 'payload payloadType signatures'); has(signature, 'keyid sig')
    claim(envelope['payloadType'] == 'application/vnd.in-toto+json', 'It has another type of payload.')
    claim(signature['keyid'] == sha256(key.der), 'Another key has signed it.')
    r, s = integers(decode(signature['sig']))
    claim(0 < r < ORDER and 0 < s <= ORDER // 2, 'r or s of the signature is out of range.')
    signed = b'DSSEv1 28 application/vnd.in-toto+json %d %s' % (len(payload), payload)
    claim(key.verifies(decode(signature['sig']), signed), 'The signature is not valid.')
    manifest = read_canonical(payload)  # 2
    types = ['https://in-toto.io/Statement/v1', 'https://in-toto.io/attestation/test-result/v0.1']
    claim([manifest['_type'], manifest['predicateType']] == types, 'It is another kind of statement.')
    ours = manifest['predicate']['drsDrill']
    if ours['format'] != 'drs-drill/bundle/1': raise Nothing('The bundle has another format.')
    for x, names in zip((manifest, manifest['predicate'], ours), MANIFEST): has(x, names)
    claim(ours['part'] in ('FIRST', 'RESOLVED', 'NOTES'), 'There is no such part.')
    claim(ours['world'] in ('REAL', 'SIMULATED', None) and ours['outcome'] in OUTCOMES + [None], 'An unknown word.')
    world(canon(ours['world']))
    claim(ours['drillId'] == drill, 'It is evidence of another drill.')  # 3
    part, of = ours['part'], ours['firstEnvelopeHash']
    claim(of is None if part == 'FIRST' else re.fullmatch('[0-9a-f]{64}', str(of)), 'Its part has no such first one.')
    claim(first is None or of == sha256(first), 'It belongs to another first bundle.')
    hashes = [x['digest']['sha256'] for x in manifest['subject']]  # 4
    expected = [{'digest': {'sha256': x}, 'name': name} for x, name in zip(hashes, NAMES)]
    claim(len(expected) == len(NAMES) and same(manifest['subject'], expected), 'It does not name the nine files.')
    for name, sealed in zip(NAMES, hashes):
        at(name); claim(name in files and sha256(files[name]) == sealed, 'It is missing, or not the sealed file.')
    at('manifest.json'); claim(files.get('manifest.json', payload) == payload, 'It is not what was signed.')
    others = sorted(set(files) - set(NAMES) - {'envelope.json', 'receipt.json', 'manifest.json'})
    for name in others: at(name); claim(False, 'The file does not belong to the bundle.')
    for name in NAMES: at(name); text(files[name])  # 5
    at('context.json'); integrity = read_canonical(files['context.json'])['integrity']; has(integrity, INTEGRITY)
    at('report.json'); report = read_canonical(files['report.json'])
    at('record.json'); record = read_canonical(files['record.json'], by_number, 'backslashreplace')
    record_hash = sha256(files['record.json']); claim(isinstance(record, dict), 'It is no object.')
    at('journal.jsonl'); previous, entry, schemas, chained_from = (), {}, [], None  # 6
    for n, line in lines(files['journal.jsonl']):
        before, entry = entry, read_canonical(line)
        claim(entry['drillId'] == drill and same(entry['seq'], float(n)), 'Not entry %d of this drill.' % n)
        if 'previousHash' in entry: claim(entry['previousHash'] == previous, 'Entry %d does not follow.' % n)
        else: claim('recordHash' not in set(entry) & set(before), 'Entry %d has no hash.' % n); chained_from = float(n)
        if entry['schema'] == 2: has({**entry, 'previousHash': 0, 'recordHash': 0}, ENTRY)
        schemas.append(entry['schema']); previous = sha256(line)
    claim({*map(type, schemas)} == {float}, 'It has no entry, or one has no schema.')
    hashed = integrity['journalHash'] is not None
    claim(not hashed and 'recordHash' not in entry or integrity['journalHash'] == previous, 'Its end is another one.')
    at('record.json'); claim(not hashed or entry.get('recordHash') == record_hash, 'It is not that of the last entry.')
    claim(integrity['recordHash'] in (None, record_hash), 'It is not that of the context.')
    at('journal.jsonl'); claim(integrity['contradiction'] is None, 'It contradicted itself when it was sealed.')
    at('context.json'); claim(same(integrity['chainedFromSeq'], chained_from if hashed else None), 'Not chained so.')
    at('notes.jsonl'); previous = None  # 7
    for n, line in lines(files['notes.jsonl']):
        note = read_canonical(line); has(note, NOTE); milliseconds(note)
        claim(note['kind'] in KINDS and {type(note['by']), type(note['text'])} == {str}, 'Note %d is none.' % n)
        claim(note['drillId'] == drill and same(note['n'], float(n)), 'Not note %d of this drill.' % n)
        claim(note['previousHash'] == previous, 'Note %d does not follow.' % n); previous = sha256(line)
    claim(previous or part != 'NOTES', 'It has no note.'); at('guard.jsonl')
    for n, line in lines(files['guard.jsonl']):
        noted = read_canonical(line); has(noted, 'at note')
        claim(type(noted['at']) is float and isinstance(noted['note'], dict), 'Line %d has no note.' % n)
    at('report.json'); identity, verdict = report['identity'], report['verdict']  # 8
    said = [identity[x] for x in ('drillId', 'deployment', 'site', 'world')] + [verdict['outcome']]
    then = [verdict['phase'], report['cleanup']['state'], sorted(x['sourceServerId'] for x in report['servers'])]
    sealed = [ours[x] for x in ('drillId', 'deployment', 'site', 'world', 'outcome', 'product')]
    recorded = [record['drillId'], record['owner'], record['site'], record.get('world'), record.get('outcome')]
    recorded += [record['phase'], record['cleanup'], sorted(record['servers'].keys())]
    claim(same(said + then, recorded), 'It says something else than the record.')
    claim(same(said + [identity['product']], sealed), 'It says something else than the manifest.')
    clocks(report)  # 9
    if set(schemas) != {2}: raise Nothing('An entry has a schema that is not 2.')
def milliseconds(moment):  # of null, or of an object with `at`
    if moment is None: return None
    shape = re.fullmatch(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z', moment['at'], re.ASCII)
    claim(shape, 'A time is not in UTC with milliseconds.')
    return round(datetime.datetime.fromisoformat(moment['at'][:-1] + '+00:00').timestamp() * 1000)
def clocks(x):
    for y in inside(x): clocks(y)
    if not isinstance(x, dict) or not {'seconds', 'atLeastSeconds', 'from', 'to', 'notBefore'} <= set(x): return
    begin, end, not_before = (milliseconds(x[name]) for name in ('from', 'to', 'notBefore'))
    seconds, at_least = x['seconds'], x['atLeastSeconds']
    claim({type(seconds), type(at_least)} <= {float, type(None)}, 'A clock has no number of seconds.')
    if begin is None or end is None: right = seconds == at_least and not_before is None and None in (begin, seconds)
    elif not_before is None: right = at_least in (None, seconds)
    else: right = begin <= not_before <= end and at_least == (not_before - begin) / 1000
    if begin is not None and end is not None: right &= seconds == (None if end < begin else (end - begin) / 1000)
    claim(right, 'A clock is not the difference that it claims: %s' % canon(x))
# ---- The commands.
def result(files, key, drill, first=None, world=lambda text: None):
    about = ['-']
    try: verify(files, key, drill, first, lambda file: about.__setitem__(0, file), world)
    except Nothing as e: kind, about, sentence = 'NOTHING_VERIFIED', '-', str(e)
    except MALFORMED as e: kind, sentence = 'REFUSED', str(e) if type(e) is ValueError else 'Malformed, %r' % str(e)
    else: kind, about, sentence = 'VERIFIED', '-', 'Checks 1 to 9 held. The journal was not replayed.'
    return kind, re.sub('[^!-~]', '_', about[0]), ' '.join(re.sub('[^ -~]', ' ', sentence).split())[:400]
def content(path): return pathlib.Path(path).read_bytes() if os.path.isfile(path) else None  # None: a folder
def main(arguments, folder):
    if len(arguments) == 2 and arguments[0] == '--batch':
        key = Key(content(arguments[1]) or b'', folder)
        for bundle in map(json.loads, sys.stdin):
            files = {name: base64.b64decode(x) for name, x in bundle['files'].items()}
            print(*result(files, key, bundle['drill']), flush=True)
        return 0
    if len(arguments) not in (3, 4): print(__doc__, file=sys.stderr); return 2
    names = os.listdir(arguments[0]) if os.path.isdir(arguments[0]) else []
    files = {name: content(os.path.join(arguments[0], name)) for name in names}
    first, worlds = content(arguments[3]) or b'' if len(arguments) == 4 else None, []
    found = result(files, Key(content(arguments[1]) or b'', folder), arguments[2], first, worlds.append)
    world = worlds[0].strip('"') if worlds else 'unknown, as no manifest was signed with this key'
    print('World: %s\n%s' % (world, ' '.join(found)))
    return {'VERIFIED': 0, 'REFUSED': 3, 'NOTHING_VERIFIED': 8}[found[0]]
if __name__ == '__main__':
    with tempfile.TemporaryDirectory() as temporary: sys.exit(main(sys.argv[1:], temporary))
