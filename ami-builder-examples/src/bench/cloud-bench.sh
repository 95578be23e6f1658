# Sourced by the benchmarks that need an EC2, after: mvn -DskipTests package. Compiles the Java program $program, and sets what
# it is started with.
bench=$(cd "$(dirname "$0")" && pwd)
examples=$(cd "$bench/../.." && pwd)
lib="$examples/target/lib/*"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
server=$(ls "$examples"/../ami-builder-aws/target/ami-builder-aws-*-tests.jar)
javac -cp "$lib:$server" -sourcepath "$bench" -d "$scratch/classes" "$bench/Ec2Process.java" "$bench/$program.java"
classes="$scratch/classes:$lib:$server"
export AWS_REGION=eu-west-1 AWS_ACCESS_KEY_ID=AKIDEXAMPLE AWS_SECRET_ACCESS_KEY=not-a-secret AWS_EC2_METADATA_DISABLED=true
java -cp "$lib" io.amibuilder.examples.CompileUserdata "$examples/ami/jenkins-agent" "$scratch/compiled" >/dev/null 2>&1
