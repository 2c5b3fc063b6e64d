// swift-format-ignore-file
// The texts keep the lines that kubectl prints, however long.

extension HelpPages {
  /// Running, exposing and setting up workloads.
  static let running: [String: HelpPage] = [
    "kubectl expose": HelpPage(
      "Take a replication controller, service, deployment or pod and expose it as a new Kubernetes service",
      usage: "(-f FILENAME | TYPE NAME) [--port=port] [--protocol=TCP|UDP|SCTP] [--target-port=number-or-name] [--name=name] [--external-ip=external-ip-of-service] [--type=type] [options]",
      details: """
        Expose a resource as a new Kubernetes service.

         Looks up a deployment, service, replica set, replication controller or pod by name and uses the selector for that resource as the selector for a new service on the specified port. A deployment or replica set will be exposed as a service only if its selector is convertible to a selector that service supports, i.e. when the selector contains only the matchLabels component. Note that if no port is specified via --port and the exposed resource has multiple ports, all will be re-used by the new service. Also if no labels are specified, the new service will re-use the labels from the resource it exposes.

         Possible resources include (case insensitive):

         pod (po), service (svc), replicationcontroller (rc), deployment (deploy), replicaset (rs)
        """,
      examples: """
        # Create a service for a replicated nginx, which serves on port 80 and connects to the containers on port 8000
        kubectl expose rc nginx --port=80 --target-port=8000

        # Create a service for a replication controller identified by type and name specified in "nginx-controller.yaml", which serves on port 80 and connects to the containers on port 8000
        kubectl expose -f nginx-controller.yaml --port=80 --target-port=8000

        # Create a service for a pod valid-pod, which serves on port 444 with the name "frontend"
        kubectl expose pod valid-pod --port=444 --name=frontend

        # Create a second service based on the above service, exposing the container port 8443 as port 443 with the name "nginx-https"
        kubectl expose service nginx --port=443 --target-port=8443 --name=nginx-https

        # Create a service for a replicated streaming application on port 4100 balancing UDP traffic and named 'video-stream'.
        kubectl expose rc streamer --port=4100 --protocol=UDP --name=video-stream

        # Create a service for a replicated nginx using replica set, which serves on port 80 and connects to the containers on port 8000
        kubectl expose rs nginx --port=80 --target-port=8000

        # Create a service for an nginx deployment, which serves on port 80 and connects to the containers on port 8000
        kubectl expose deployment nginx --port=80 --target-port=8000
        """),
    "kubectl run": HelpPage(
      "Run a particular image on the cluster",
      usage: #"NAME --image=image [--env="key=value"] [--port=port] [--dry-run=server|client] [--overrides=inline-json] [--command] -- [COMMAND] [args...] [options]"#,
      details: """
        Create and run a particular image in a pod.
        """,
      examples: """
        # Start a nginx pod
        kubectl run nginx --image=nginx

        # Start a hazelcast pod and let the container expose port 5701
        kubectl run hazelcast --image=hazelcast/hazelcast --port=5701

        # Start a hazelcast pod and set environment variables "DNS_DOMAIN=cluster" and "POD_NAMESPACE=default" in the container
        kubectl run hazelcast --image=hazelcast/hazelcast --env="DNS_DOMAIN=cluster" --env="POD_NAMESPACE=default"

        # Start a hazelcast pod and set labels "app=hazelcast" and "env=prod" in the container
        kubectl run hazelcast --image=hazelcast/hazelcast --labels="app=hazelcast,env=prod"

        # Dry run; print the corresponding API objects without creating them
        kubectl run nginx --image=nginx --dry-run=client

        # Start a nginx pod, but overload the spec with a partial set of values parsed from JSON
        kubectl run nginx --image=nginx --overrides='{ "apiVersion": "v1", "spec": { ... } }'

        # Start a busybox pod and keep it in the foreground, don't restart it if it exits
        kubectl run -i -t busybox --image=busybox --restart=Never

        # Start the nginx pod using the default command, but use custom arguments (arg1 .. argN) for that command
        kubectl run nginx --image=nginx -- <arg1> <arg2> ... <argN>

        # Start the nginx pod using a different command and custom arguments
        kubectl run nginx --image=nginx --command -- <cmd> <arg1> ... <argN>
        """),
    "kubectl set": HelpPage(
      "Set specific features on objects",
      usage: "SUBCOMMAND [options]",
      details: """
        Configure application resources.

         These commands help you make changes to existing application resources.
        """),
    "kubectl set env": HelpPage(
      "Update environment variables on a pod template",
      usage: "RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N [options]",
      details: """
        Update environment variables on a pod template.

         List environment variable definitions in one or more pods, pod templates. Add, update, or remove container environment variable definitions in one or more pod templates (within replication controllers or deployment configurations). View or modify the environment variable definitions on all containers in the specified pods or pod templates, or just those that match a wildcard.

         If "--env -" is passed, environment variables can be read from STDIN using the standard env syntax.

         Possible resources include (case insensitive):

                pod (po), replicationcontroller (rc), deployment (deploy), daemonset (ds), statefulset (sts), cronjob (cj), replicaset (rs)
        """,
      examples: """
        # Update deployment 'registry' with a new environment variable
        kubectl set env deployment/registry STORAGE_DIR=/local

        # List the environment variables defined on a deployments 'sample-build'
        kubectl set env deployment/sample-build --list

        # List the environment variables defined on all pods
        kubectl set env pods --all --list

        # Output modified deployment in YAML, and does not alter the object on the server
        kubectl set env deployment/sample-build STORAGE_DIR=/data -o yaml

        # Update all containers in all replication controllers in the project to have ENV=prod
        kubectl set env rc --all ENV=prod

        # Import environment from a secret
        kubectl set env --from=secret/mysecret deployment/myapp

        # Import environment from a config map with a prefix
        kubectl set env --from=configmap/myconfigmap --prefix=MYSQL_ deployment/myapp

        # Import specific keys from a config map
        kubectl set env --keys=my-example-key --from=configmap/myconfigmap deployment/myapp

        # Remove the environment variable ENV from container 'c1' in all deployment configs
        kubectl set env deployments --all --containers="c1" ENV-

        # Remove the environment variable ENV from a deployment definition on disk and
        # update the deployment config on the server
        kubectl set env -f deploy.json ENV-

        # Set some of the local shell environment into a deployment config on the server
        env | grep RAILS_ | kubectl set env -e - deployment/registry
        """),
    "kubectl set image": HelpPage(
      "Update the image of a pod template",
      usage: "(-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ... CONTAINER_NAME_N=CONTAINER_IMAGE_N [options]",
      details: """
        Update existing container image(s) of resources.

         Possible resources include (case insensitive):

                pod (po), replicationcontroller (rc), deployment (deploy), daemonset (ds), statefulset (sts), cronjob (cj), replicaset (rs)
        """,
      examples: """
        # Set a deployment's nginx container image to 'nginx:1.9.1', and its busybox container image to 'busybox'
        kubectl set image deployment/nginx busybox=busybox nginx=nginx:1.9.1

        # Update all deployments' and rc's nginx container's image to 'nginx:1.9.1'
        kubectl set image deployments,rc nginx=nginx:1.9.1 --all

        # Update image of all containers of daemonset abc to 'nginx:1.9.1'
        kubectl set image daemonset abc *=nginx:1.9.1

        # Print result (in yaml format) of updating nginx container image from local file, without hitting the server
        kubectl set image -f path/to/file.yaml nginx=nginx:1.9.1 --local -o yaml
        """),
    "kubectl set resources": HelpPage(
      "Update resource requests/limits on objects with pod templates",
      usage: "(-f FILENAME | TYPE NAME)  ([--limits=LIMITS & --requests=REQUESTS] [options]",
      details: """
        Specify compute resource requirements (CPU, memory) for any resource that defines a pod template.  If a pod is successfully scheduled, it is guaranteed the amount of resource requested, but may burst up to its specified limits.

         For each compute resource, if a limit is specified and a request is omitted, the request will default to the limit.

         Possible resources include (case insensitive): Use "kubectl api-resources" for a complete list of supported resources..
        """,
      examples: """
        # Set a deployments nginx container cpu limits to "200m" and memory to "512Mi"
        kubectl set resources deployment nginx -c=nginx --limits=cpu=200m,memory=512Mi

        # Set the resource request and limits for all containers in nginx
        kubectl set resources deployment nginx --limits=cpu=200m,memory=512Mi --requests=cpu=100m,memory=256Mi

        # Remove the resource requests for resources on containers in nginx
        kubectl set resources deployment nginx --limits=cpu=0,memory=0 --requests=cpu=0,memory=0

        # Print the result (in yaml format) of updating nginx container limits from a local, without hitting the server
        kubectl set resources -f path/to/file.yaml --limits=cpu=200m,memory=512Mi --local -o yaml
        """),
    "kubectl set selector": HelpPage(
      "Set the selector on a resource",
      usage: "(-f FILENAME | TYPE NAME) EXPRESSIONS [--resource-version=version] [options]",
      details: """
        Set the selector on a resource. Note that the new selector will overwrite the old selector if the resource had one prior to the invocation of 'set selector'.

         A selector must begin with a letter or number, and may contain letters, numbers, hyphens, dots, and underscores, up to 63 characters. If --resource-version is specified, then updates will use this resource version, otherwise the existing resource-version will be used. Note: currently selectors can only be set on Service objects.
        """,
      examples: """
        # Set the labels and selector before creating a deployment/service pair
        kubectl create service clusterip my-svc --clusterip="None" -o yaml --dry-run=client | kubectl set selector --local -f - 'environment=qa' -o yaml | kubectl create -f -
        kubectl create deployment my-dep -o yaml --dry-run=client | kubectl label --local -f - environment=qa -o yaml | kubectl create -f -
        """),
    "kubectl set serviceaccount": HelpPage(
      "Update the service account of a resource",
      usage: "(-f FILENAME | TYPE NAME) SERVICE_ACCOUNT [options]",
      details: """
        Update the service account of pod template resources.

         Possible resources (case insensitive) can be:

         replicationcontroller (rc), deployment (deploy), daemonset (ds), job, replicaset (rs), statefulset
        """,
      examples: """
        # Set deployment nginx-deployment's service account to serviceaccount1
        kubectl set serviceaccount deployment nginx-deployment serviceaccount1

        # Print the result (in YAML format) of updated nginx deployment with the service account from local file, without hitting the API server
        kubectl set sa -f nginx-deployment.yaml serviceaccount1 --local --dry-run=client -o yaml
        """),
    "kubectl set subject": HelpPage(
      "Update the user, group, or service account in a role binding or cluster role binding",
      usage: "(-f FILENAME | TYPE NAME) [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none] [options]",
      examples: """
        # Update a cluster role binding for serviceaccount1
        kubectl set subject clusterrolebinding admin --serviceaccount=namespace:serviceaccount1

        # Update a role binding for user1, user2, and group1
        kubectl set subject rolebinding admin --user=user1 --user=user2 --group=group1

        # Print the result (in YAML format) of updating rolebinding subjects from a local, without hitting the server
        kubectl create rolebinding admin --role=admin --user=admin -o yaml --dry-run=client | kubectl set subject --local -f - --user=foo -o yaml
        """),
  ]
}
