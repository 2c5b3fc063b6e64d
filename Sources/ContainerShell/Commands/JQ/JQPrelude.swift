/// The functions of jq that are written in jq.
enum JQPrelude {
  /// By name and number of parameters: `map/1`.
  static let functions: [String: JQFunction] = {
    var table: [String: JQFunction] = [:]
    for function in JQParser.definitions(text) { table["\(function.name)/\(function.parameters.count)"] = function }
    return table
  }()

  private static let text = #"""
    def map(f): [.[] | f];
    def select(f): if f then . else empty end;
    def recurse(f): def r: ., (f | r); r;
    def recurse(f; cond): def r: ., (f | select(cond) | r); r;
    def recurse: ..;
    def values: select(. != null);
    def nulls: select(. == null);
    def booleans: select(type == "boolean");
    def numbers: select(type == "number");
    def strings: select(type == "string");
    def arrays: select(type == "array");
    def objects: select(type == "object");
    def iterables: select(type | . == "array" or . == "object");
    def scalars: select(type | . != "array" and . != "object");
    def map_values(f): .[] |= f;
    def to_entries: [keys_unsorted[] as $k | {key: $k, value: .[$k]}];
    def with_entries(f): to_entries | map(f) | from_entries;
    def paths: path(..) | select(length > 0);
    def paths(f): path(.. | select(f)) | select(length > 0);
    def leaf_paths: paths(scalars);
    def walk(f): def w: if type == "object" then map_values(w) elif type == "array" then map(w) else . end | f; w;
    def add(f): reduce f as $x (null; . + $x);
    def any(g; c): isempty(g | c | if . then 1 else empty end) | not;
    def all(g; c): isempty(g | c | if . then empty else 1 end);
    def any(c): any(.[]; c);
    def all(c): all(.[]; c);
    def any: any(.);
    def all: all(.);
    def in(xs): . as $x | xs | has($x);
    def inside(xs): . as $x | xs | contains($x);
    def first: .[0];
    def last: .[-1];
    def last(f): reduce f as $x (null; $x);
    def nth($n): .[$n];
    def nth($n; f): if $n < 0 then error("Out of bounds negative array index") else last(limit($n + 1; f)) end;
    def first(f): limit(1; f);
    def skip($n; f): foreach f as $x (0; . + 1; if . > $n then $x else empty end);
    def combinations:
      if length == 0 then [] else .[0][] as $x | (.[1:] | combinations) as $w | [$x] + $w end;
    def combinations(n): . as $dot | [range(n)] | map($dot) | combinations;
    def pick(f): . as $top | reduce path(f) as $p (null; setpath($p; $top | getpath($p)));
    def del(f): delpaths([path(f)]);
    def toarray: if type == "array" then . else [.] end;
    def env: $ENV;
    def isvalid(f): try (f | true) catch false;
    def todate: strftime("%Y-%m-%dT%H:%M:%SZ");
    def fromdateiso8601: strptime("%Y-%m-%dT%H:%M:%SZ") | mktime;
    def todateiso8601: todate;
    def fromdate: fromdateiso8601;
    def date: todate;
    def dateadd(u; n): . + n;
    def datesub(u; n): . - n;
    def match($re; $flags): all_matches($re; $flags) | .[];
    def match($re): match($re; null);
    def test($re): test($re; null);
    def capture($re): capture($re; null);
    def capture($re; $flags): match($re; $flags) | [.captures[] | select(.name != null) | {key: .name, value: .string}] | from_entries;
    def scan($re): scan($re; null);
    def scan($re; $flags):
      match($re; "g" + $flags) | if (.captures | length) > 0 then [.captures[].string] else .string end;
    def splits($re): splits($re; null);
    def splits($re; $flags): split($re; $flags) | .[];
    def ascii: [.] | implode;
    def sub(re; str): sub(re; str; "");
    def gsub(re; str): sub(re; str; "g");
    def gsub(re; str; $flags): sub(re; str; $flags + "g");
    def tostream: path(def r: (.[]? | r), .; r) as $p | getpath($p) | reduce path(.[]?) as $q ([$p, .]; [$p + $q]);
    def fromstream(f): {x: null, e: false} as $init
      | foreach f as $i ($init;
          if .e then $init else . end
          | if $i | length == 2
            then setpath(["e"]; $i[0] | length == 0) | setpath(["x"] + $i[0]; $i[1])
            else setpath(["e"]; $i[0] | length == 1) end;
          if .e then .x else empty end);
    def INDEX(stream; f): reduce stream as $row ({}; .[$row | f | tostring] |= $row);
    def INDEX(f): INDEX(.[]; f);
    def IN(s): any(s == .; .);
    def IN(src; s): any(src == s; .);
    def inputs: repeat_inputs;
    def finites: select(isinfinite or isnan | not);
    def normals: select(isnormal);
    def halt_error: halt_error(5);
    def min_by(f): sort_by(f) | .[0];
    def abs: if type == "number" and . < 0 then -. else . end;
    """#
}
