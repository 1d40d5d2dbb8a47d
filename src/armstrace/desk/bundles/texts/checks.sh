sums=sha256sum; command -v sha256sum >/dev/null || sums='shasum -a 256'
LC_ALL=C; export LC_ALL; wrong=0
complain() { echo "WRONG: $1"; wrong=1; }

# 1. There are files and folders only: no links, no devices, nothing empty, and no name that these lines would misread.
[ -z "$(find . ! -type f ! -type d)" ] || complain 'there are links or devices'
[ -z "$(find . -type d -empty)" ] || complain 'there is an empty folder'
find . -name '*[!A-Za-z0-9._-]*' -o -name '-*' | grep . && complain 'no bundle has a file of that name'

# 2. Each file in data/ is the one that was packed, none is missing and none was added. diff names those that differ.
find data -type f | sort | xargs $sums | diff manifest-sha256.txt - || complain 'data/ is not as it was packed'

# 3. The same for the files around data/, and for the manifests themselves.
find . -type f ! -path './data/*' ! -path './timestamp/*' ! -path './tagmanifest-*' | sed 's|^\./||' |
  sort | xargs $sums | diff tagmanifest-sha256.txt - || complain 'the files around data/ are not as they were packed'
find tagmanifest-* timestamp -type f ! -path timestamp/SHA256SUMS | sort | xargs $sums |
  diff timestamp/SHA256SUMS - || complain 'timestamp/ or a tag manifest is not as it was written'

# 4. The ledger of custody is a chain: each line seals itself and keeps the SHA-256 of the line before it.
previous=$(printf %064d 0); n=0
while IFS= read -r line; do
  n=$((n+1)); seal=$(printf %s "${line%,\"sum\":*}" | $sums)
  case $line in "{\"previous\":\"$previous\",\"seq\":$n,"*",\"sum\":\"${seal%% *}\"}") ;;
    *) complain "line $n of the ledger is the first that does not fit"; break ;; esac
  previous=$(printf %s "$line" | $sums); previous=${previous%% *}
done < data/ledger.jsonl
[ "$(while IFS= read -r line; do printf '%s\n' "$line"; done < data/ledger.jsonl | $sums)" = "$($sums < data/ledger.jsonl)" ] ||
  complain 'the ledger holds more than its lines'
[ "$(sed -n 's/^Ledger-Lines: //p' bag-info.txt) $(sed -n 's/^Ledger-Head: //p' bag-info.txt)" = "$n $previous" ] ||
  complain 'the ledger does not end where bag-info.txt says'

# 5. Each exhibit is named by its own SHA-256 and came in by a line of the ledger; each that came in is here, or is
#    listed in data/leaving.jsonl with the reason why it did not leave.
awk 'FILENAME ~ /ledger/ { if (match($0, /"act":"add","sha256":"[0-9a-f]+/)) known[substr($0, RSTART + 22, 64)] = 1; next }
  FILENAME ~ /leaving/ { if (/"leaves":false/ && match($0, /"sha256":"[0-9a-f]+/)) kept[substr($0, RSTART + 10, 64)] = 1; next }
  $2 ~ /^data\/exhibits\// { n = split($2, part, "/"); here[$1] = 1
    if ($1 != part[n] || !($1 in known)) { print "no line of the ledger knows " $2; bad = 1 } }
  END { for (sum in known) if (!(sum in here) && !(sum in kept)) { print "missing and not listed: " sum; bad = 1 }
    exit bad }' data/ledger.jsonl data/leaving.jsonl manifest-sha256.txt || complain 'the exhibits are not those of the ledger'

# 6. Each file of findings is one that a line of the ledger names by its SHA-256.
find data/tables -name '*.json' | sort | while read -r file; do
  sum=$($sums < "$file"); grep -q "\"sha256\":\"${sum%% *}\"" data/ledger.jsonl || echo "$file"
done | grep . && complain 'these findings are not those of the ledger'

# 7. The time: an authority signed the SHA-256 of tagmanifest-sha256.txt. Name its root certificate, taken from the
#    authority itself: the one in this bundle proves nothing alone. The certificates may have expired since.
if [ -f timestamp/tagmanifest-sha256.tsr ]; then
  at=$(openssl ts -reply -in timestamp/tagmanifest-sha256.tsr -text 2>/dev/null | sed -n 's/^Time stamp: //p')
  seconds=$(date -u -d "$at" +%s 2>/dev/null || date -u -j -f '%b %d %T %Y GMT' "$at" +%s)
  openssl ts -verify -data tagmanifest-sha256.txt -in timestamp/tagmanifest-sha256.tsr \
    -CAfile "${ca:-timestamp/ca.pem}" $([ -s timestamp/chain.pem ] && echo -untrusted timestamp/chain.pem) -attime "$seconds" 2>/dev/null ||
    complain 'the timestamp does not hold'
  echo "timestamp: $at"
else
  echo 'NOT INDEPENDENTLY TIMESTAMPED: nobody outside vouches for the time of this bundle.'
fi
[ $wrong = 0 ] && echo "Everything is as it was packed: $n lines in the ledger, head $previous."
