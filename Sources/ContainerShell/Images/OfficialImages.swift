/// The images of Docker Hub that have no owner in their name; any other such name does not exist there.
enum OfficialImages {
  static let names: Set<String> = Set(
    """
    adminer aerospike almalinux alpine alt amazoncorretto amazonlinux api-firewall arangodb archlinux backdrop bash bonita
    buildpack-deps busybox caddy cassandra chronograf cirros clearlinux clefos clickhouse clojure composer consul convertigo
    couchbase couchdb crate dart debian docker drupal eclipse-mosquitto eclipse-temurin eggdrop elasticsearch elixir emqx
    erlang fedora flink fluentd friendica gazebo gcc geonetwork ghost golang gradle groovy haproxy haskell haxe hello-world
    hitch httpd hylang ibmjava influxdb irssi jetty joomla jruby julia kapacitor kibana kong krakend lightstreamer liquibase
    logstash mageia mariadb matomo maven mediawiki memcached mongo mongo-express monica mono mysql nats nats-streaming
    neo4j neurodebian nextcloud nginx node notary odoo open-liberty openjdk oraclelinux orientdb percona perl photon php
    phpmyadmin plone postfixadmin postgres pypy python r-base rabbitmq rakudo-star redis redmine registry rethinkdb
    rockylinux ros ruby rust sapmachine satosa scratch silverpeas solr sonarqube spark spiped storm swift swipl teamspeak
    telegraf tomcat tomee traefik ubuntu unit varnish vault websphere-liberty wordpress xwiki yourls znc zookeeper
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))

  /// What can be said of an image that nobody described: its usual port and which tools it has.
  static func description(of reference: ImageReference) -> ImageDescription {
    let isDistroless = reference.domain == "gcr.io" && reference.path.hasPrefix("distroless/")
    let isAlpine = reference.tag?.contains("alpine") == true || reference.path == "library/alpine"
    var image = ImageDescription(
      repository: reference.name, base: isDistroless ? .distroless : isAlpine ? .busybox : .debian)
    image.runsAnyCommand = true
    if let port = ports[reference.path] { image.ports = [port] }
    if shells.contains(reference.path) { image.command = isAlpine ? ["/bin/sh"] : ["bash"] }
    return image
  }

  private static let shells: Set<String> = ["library/alpine", "library/debian", "library/ubuntu", "library/fedora"]

  private static let ports: [String: Int] = [
    "library/redis": 6379, "library/postgres": 5432, "library/mysql": 3306, "library/mariadb": 3306,
    "library/mongo": 27017, "library/memcached": 11211, "library/rabbitmq": 5672, "library/httpd": 80,
    "library/nats": 4222, "library/zookeeper": 2181, "library/elasticsearch": 9200, "library/haproxy": 80,
    "library/caddy": 80, "library/traefik": 80, "library/tomcat": 8080, "library/registry": 5000,
  ]
}
