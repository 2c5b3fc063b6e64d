// swift-format-ignore-file
// The texts keep the lines that kubectl prints, however long.

extension HelpPages {
  /// Creating objects.
  static let create: [String: HelpPage] = [
    "kubectl create": HelpPage(
      "Create a resource from a file or from stdin",
      usage: "-f FILENAME [options]",
      details: """
        Create a resource from a file or from stdin.

         JSON and YAML formats are accepted.
        """,
      examples: """
        # Create a pod using the data in pod.json
        kubectl create -f ./pod.json

        # Create a pod based on the JSON passed into stdin
        cat pod.json | kubectl create -f -

        # Edit the data in registry.yaml in JSON then create the resource using the edited data
        kubectl create -f registry.yaml --edit -o json
        """),
    "kubectl create clusterrole": HelpPage(
      "Create a cluster role",
      usage: "NAME --verb=verb --resource=resource.group [--resource-name=resourcename] [--dry-run=server|client|none] [options]",
      examples: """
        # Create a cluster role named "pod-reader" that allows user to perform "get", "watch" and "list" on pods
        kubectl create clusterrole pod-reader --verb=get,list,watch --resource=pods

        # Create a cluster role named "pod-reader" with ResourceName specified
        kubectl create clusterrole pod-reader --verb=get --resource=pods --resource-name=readablepod --resource-name=anotherpod

        # Create a cluster role named "foo" with API Group specified
        kubectl create clusterrole foo --verb=get,list,watch --resource=rs.apps

        # Create a cluster role named "foo" with SubResource specified
        kubectl create clusterrole foo --verb=get,list,watch --resource=pods,pods/status

        # Create a cluster role name "foo" with NonResourceURL specified
        kubectl create clusterrole "foo" --verb=get --non-resource-url=/logs/*

        # Create a cluster role name "monitoring" with AggregationRule specified
        kubectl create clusterrole monitoring --aggregation-rule="rbac.example.com/aggregate-to-monitoring=true"
        """),
    "kubectl create clusterrolebinding": HelpPage(
      "Create a cluster role binding for a particular cluster role",
      usage: "NAME --clusterrole=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none] [options]",
      examples: """
        # Create a cluster role binding for user1, user2, and group1 using the cluster-admin cluster role
        kubectl create clusterrolebinding cluster-admin --clusterrole=cluster-admin --user=user1 --user=user2 --group=group1
        """),
    "kubectl create configmap": HelpPage(
      "Create a config map from a local file, directory or literal value",
      usage: "NAME [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none] [options]",
      details: """
        Create a config map based on a file, directory, or specified literal value.

         A single config map may package one or more key/value pairs.

         When creating a config map based on a file, the key will default to the basename of the file, and the value will default to the file content.  If the basename is an invalid key, you may specify an alternate key.

         When creating a config map based on a directory, each file whose basename is a valid key in the directory will be packaged into the config map.  Any directory entries except regular files are ignored (e.g. subdirectories, symlinks, devices, pipes, etc).
        """,
      examples: """
        # Create a new config map named my-config based on folder bar
        kubectl create configmap my-config --from-file=path/to/bar

        # Create a new config map named my-config with specified keys instead of file basenames on disk
        kubectl create configmap my-config --from-file=key1=/path/to/bar/file1.txt --from-file=key2=/path/to/bar/file2.txt

        # Create a new config map named my-config with key1=config1 and key2=config2
        kubectl create configmap my-config --from-literal=key1=config1 --from-literal=key2=config2

        # Create a new config map named my-config from the key=value pairs in the file
        kubectl create configmap my-config --from-file=path/to/bar

        # Create a new config map named my-config from an env file
        kubectl create configmap my-config --from-env-file=path/to/foo.env --from-env-file=path/to/bar.env
        """),
    "kubectl create cronjob": HelpPage(
      "Create a cron job with the specified name",
      usage: "NAME --image=image --schedule='0/5 * * * ?' -- [COMMAND] [args...] [flags] [options]",
      examples: """
        # Create a cron job
        kubectl create cronjob my-job --image=busybox --schedule="*/1 * * * *"

        # Create a cron job with a command
        kubectl create cronjob my-job --image=busybox --schedule="*/1 * * * *" -- date
        """),
    "kubectl create deployment": HelpPage(
      "Create a deployment with the specified name",
      usage: "NAME --image=image -- [COMMAND] [args...] [options]",
      examples: """
        # Create a deployment named my-dep that runs the busybox image
        kubectl create deployment my-dep --image=busybox

        # Create a deployment with a command
        kubectl create deployment my-dep --image=busybox -- date

        # Create a deployment named my-dep that runs the nginx image with 3 replicas
        kubectl create deployment my-dep --image=nginx --replicas=3

        # Create a deployment named my-dep that runs the busybox image and expose port 5701
        kubectl create deployment my-dep --image=busybox --port=5701

        # Create a deployment named my-dep that runs multiple containers
        kubectl create deployment my-dep --image=busybox:latest --image=ubuntu:latest --image=nginx
        """),
    "kubectl create ingress": HelpPage(
      "Create an ingress with the specified name",
      usage: "NAME --rule=host/path=service:port[,tls[=secret]]  [options]",
      examples: #"""
        # Create a single ingress called 'simple' that directs requests to foo.com/bar to svc
        # svc1:8080 with a TLS secret "my-cert"
        kubectl create ingress simple --rule="foo.com/bar=svc1:8080,tls=my-cert"

        # Create a catch all ingress of "/path" pointing to service svc:port and Ingress Class as "otheringress"
        kubectl create ingress catch-all --class=otheringress --rule="/path=svc:port"

        # Create an ingress with two annotations: ingress.annotation1 and ingress.annotations2
        kubectl create ingress annotated --class=default --rule="foo.com/bar=svc:port" \
        --annotation ingress.annotation1=foo \
        --annotation ingress.annotation2=bla

        # Create an ingress with the same host and multiple paths
        kubectl create ingress multipath --class=default \
        --rule="foo.com/=svc:port" \
        --rule="foo.com/admin/=svcadmin:portadmin"

        # Create an ingress with multiple hosts and the pathType as Prefix
        kubectl create ingress ingress1 --class=default \
        --rule="foo.com/path*=svc:8080" \
        --rule="bar.com/admin*=svc2:http"

        # Create an ingress with TLS enabled using the default ingress certificate and different path types
        kubectl create ingress ingtls --class=default \
        --rule="foo.com/=svc:https,tls" \
        --rule="foo.com/path/subpath*=othersvc:8080"

        # Create an ingress with TLS enabled using a specific secret and pathType as Prefix
        kubectl create ingress ingsecret --class=default \
        --rule="foo.com/*=svc:8080,tls=secret1"

        # Create an ingress with a default backend
        kubectl create ingress ingdefault --class=default \
        --default-backend=defaultsvc:http \
        --rule="foo.com/*=svc:8080,tls=secret1"
        """#),
    "kubectl create job": HelpPage(
      "Create a job with the specified name",
      usage: "NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...] [options]",
      examples: """
        # Create a job
        kubectl create job my-job --image=busybox

        # Create a job with a command
        kubectl create job my-job --image=busybox -- date

        # Create a job from a cron job named "a-cronjob"
        kubectl create job test-job --from=cronjob/a-cronjob
        """),
    "kubectl create namespace": HelpPage(
      "Create a namespace with the specified name",
      usage: "NAME [--dry-run=server|client|none] [options]",
      examples: """
        # Create a new namespace named my-namespace
        kubectl create namespace my-namespace
        """),
    "kubectl create poddisruptionbudget": HelpPage(
      "Create a pod disruption budget with the specified name",
      usage: "NAME --selector=SELECTOR --min-available=N [--dry-run=server|client|none] [options]",
      details: """
        Create a pod disruption budget with the specified name, selector, and desired minimum available pods.
        """,
      examples: """
        # Create a pod disruption budget named my-pdb that will select all pods with the app=rails label
        # and require at least one of them being available at any point in time
        kubectl create poddisruptionbudget my-pdb --selector=app=rails --min-available=1

        # Create a pod disruption budget named my-pdb that will select all pods with the app=nginx label
        # and require at least half of the pods selected to be available at any point in time
        kubectl create pdb my-pdb --selector=app=nginx --min-available=50%
        """),
    "kubectl create priorityclass": HelpPage(
      "Create a priority class with the specified name",
      usage: "NAME --value=VALUE --global-default=BOOL [--dry-run=server|client|none] [options]",
      details: """
        Create a priority class with the specified name, value, globalDefault and description.
        """,
      examples: """
        # Create a priority class named high-priority
        kubectl create priorityclass high-priority --value=1000 --description="high priority"

        # Create a priority class named default-priority that is considered as the global default priority
        kubectl create priorityclass default-priority --value=1000 --global-default=true --description="default priority"

        # Create a priority class named high-priority that cannot preempt pods with lower priority
        kubectl create priorityclass high-priority --value=1000 --description="high priority" --preemption-policy="Never"
        """),
    "kubectl create quota": HelpPage(
      "Create a quota with the specified name",
      usage: "NAME [--hard=key1=value1,key2=value2] [--scopes=Scope1,Scope2] [--dry-run=server|client|none] [options]",
      details: """
        Create a resource quota with the specified name, hard limits, and optional scopes.
        """,
      examples: """
        # Create a new resource quota named my-quota
        kubectl create quota my-quota --hard=cpu=1,memory=1G,pods=2,services=3,replicationcontrollers=2,resourcequotas=1,secrets=5,persistentvolumeclaims=10

        # Create a new resource quota named best-effort
        kubectl create quota best-effort --hard=pods=100 --scopes=BestEffort
        """),
    "kubectl create role": HelpPage(
      "Create a role with single rule",
      usage: "NAME --verb=verb --resource=resource.group/subresource [--resource-name=resourcename] [--dry-run=server|client|none] [options]",
      examples: """
        # Create a role named "pod-reader" that allows user to perform "get", "watch" and "list" on pods
        kubectl create role pod-reader --verb=get --verb=list --verb=watch --resource=pods

        # Create a role named "pod-reader" with ResourceName specified
        kubectl create role pod-reader --verb=get --resource=pods --resource-name=readablepod --resource-name=anotherpod

        # Create a role named "foo" with API Group specified
        kubectl create role foo --verb=get,list,watch --resource=rs.apps

        # Create a role named "foo" with SubResource specified
        kubectl create role foo --verb=get,list,watch --resource=pods,pods/status
        """),
    "kubectl create rolebinding": HelpPage(
      "Create a role binding for a particular role or cluster role",
      usage: "NAME --clusterrole=NAME|--role=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none] [options]",
      examples: """
        # Create a role binding for user1, user2, and group1 using the admin cluster role
        kubectl create rolebinding admin --clusterrole=admin --user=user1 --user=user2 --group=group1

        # Create a role binding for service account monitoring:sa-dev using the admin role
        kubectl create rolebinding admin-binding --role=admin --serviceaccount=monitoring:sa-dev
        """),
    "kubectl create secret": HelpPage(
      "Create a secret using a specified subcommand",
      usage: "(docker-registry | generic | tls) [options]",
      details: """
        Create a secret with specified type.

         A docker-registry type secret is for accessing a container registry.

         A generic type secret indicate an Opaque secret type.

         A tls type secret holds TLS certificate and its associated key.
        """),
    "kubectl create secret docker-registry": HelpPage(
      "Create a secret for use with a Docker registry",
      usage: "NAME --docker-username=user --docker-password=password --docker-email=email [--docker-server=string] [--from-file=[key=]source] [--dry-run=server|client|none] [options]",
      details: """
        Create a new secret for use with Docker registries.
                
                Dockercfg secrets are used to authenticate against Docker registries.
                
                When using the Docker command line to push images, you can authenticate to a given registry by running:
                '$ docker login DOCKER_REGISTRY_SERVER --username=DOCKER_USER --password=DOCKER_PASSWORD --email=DOCKER_EMAIL'.
                
         That produces a ~/.dockercfg file that is used by subsequent 'docker push' and 'docker pull' commands to authenticate to the registry. The email address is optional.

                When creating applications, you may have a Docker registry that requires authentication.  In order for the
                nodes to pull images on your behalf, they must have the credentials.  You can provide this information
                by creating a dockercfg secret and attaching it to your service account.
        """,
      examples: """
        # If you do not already have a .dockercfg file, create a dockercfg secret directly
        kubectl create secret docker-registry my-secret --docker-server=DOCKER_REGISTRY_SERVER --docker-username=DOCKER_USER --docker-password=DOCKER_PASSWORD --docker-email=DOCKER_EMAIL

        # Create a new secret named my-secret from ~/.docker/config.json
        kubectl create secret docker-registry my-secret --from-file=path/to/.docker/config.json
        """),
    "kubectl create secret generic": HelpPage(
      "Create a secret from a local file, directory, or literal value",
      usage: "NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none] [options]",
      details: """
        Create a secret based on a file, directory, or specified literal value.

         A single secret may package one or more key/value pairs.

         When creating a secret based on a file, the key will default to the basename of the file, and the value will default to the file content. If the basename is an invalid key or you wish to chose your own, you may specify an alternate key.

         When creating a secret based on a directory, each file whose basename is a valid key in the directory will be packaged into the secret. Any directory entries except regular files are ignored (e.g. subdirectories, symlinks, devices, pipes, etc).
        """,
      examples: """
        # Create a new secret named my-secret with keys for each file in folder bar
        kubectl create secret generic my-secret --from-file=path/to/bar

        # Create a new secret named my-secret with specified keys instead of names on disk
        kubectl create secret generic my-secret --from-file=ssh-privatekey=path/to/id_rsa --from-file=ssh-publickey=path/to/id_rsa.pub

        # Create a new secret named my-secret with key1=supersecret and key2=topsecret
        kubectl create secret generic my-secret --from-literal=key1=supersecret --from-literal=key2=topsecret

        # Create a new secret named my-secret using a combination of a file and a literal
        kubectl create secret generic my-secret --from-file=ssh-privatekey=path/to/id_rsa --from-literal=passphrase=topsecret

        # Create a new secret named my-secret from env files
        kubectl create secret generic my-secret --from-env-file=path/to/foo.env --from-env-file=path/to/bar.env
        """),
    "kubectl create secret tls": HelpPage(
      "Create a TLS secret",
      usage: "NAME --cert=path/to/cert/file --key=path/to/key/file [--dry-run=server|client|none] [options]",
      details: """
        Create a TLS secret from the given public/private key pair.

         The public/private key pair must exist beforehand. The public key certificate must be .PEM encoded and match the given private key.
        """,
      examples: """
        # Create a new TLS secret named tls-secret with the given key pair
        kubectl create secret tls tls-secret --cert=path/to/tls.crt --key=path/to/tls.key
        """),
    "kubectl create service": HelpPage(
      "Create a service using a specified subcommand"),
    "kubectl create service clusterip": HelpPage(
      "Create a ClusterIP service",
      usage: "NAME [--tcp=<port>:<targetPort>] [--dry-run=server|client|none] [options]",
      details: """
        Create a ClusterIP service with the specified name.
        """,
      examples: """
        # Create a new ClusterIP service named my-cs
        kubectl create service clusterip my-cs --tcp=5678:8080

        # Create a new ClusterIP service named my-cs (in headless mode)
        kubectl create service clusterip my-cs --clusterip="None"
        """),
    "kubectl create service externalname": HelpPage(
      "Create an ExternalName service",
      usage: "NAME --external-name external.name [--dry-run=server|client|none] [options]",
      details: """
        Create an ExternalName service with the specified name.

         ExternalName service references to an external DNS address instead of only pods, which will allow application authors to reference services that exist off platform, on other clusters, or locally.
        """,
      examples: """
        # Create a new ExternalName service named my-ns
        kubectl create service externalname my-ns --external-name bar.com
        """),
    "kubectl create service loadbalancer": HelpPage(
      "Create a LoadBalancer service",
      usage: "NAME [--tcp=port:targetPort] [--dry-run=server|client|none] [options]",
      details: """
        Create a LoadBalancer service with the specified name.
        """,
      examples: """
        # Create a new LoadBalancer service named my-lbs
        kubectl create service loadbalancer my-lbs --tcp=5678:8080
        """),
    "kubectl create service nodeport": HelpPage(
      "Create a NodePort service",
      usage: "NAME [--tcp=port:targetPort] [--dry-run=server|client|none] [options]",
      details: """
        Create a NodePort service with the specified name.
        """,
      examples: """
        # Create a new NodePort service named my-ns
        kubectl create service nodeport my-ns --tcp=5678:8080
        """),
    "kubectl create serviceaccount": HelpPage(
      "Create a service account with the specified name",
      usage: "NAME [--dry-run=server|client|none] [options]",
      examples: """
        # Create a new service account named my-service-account
        kubectl create serviceaccount my-service-account
        """),
  ]
}
