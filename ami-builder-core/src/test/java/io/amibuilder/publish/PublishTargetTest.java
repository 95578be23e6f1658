package io.amibuilder.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.amibuilder.cloud.ImageId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishTargetTest {
    @Test
    void targetsSurviveTheSerializationOfTheFailureThatCarriesThem() throws Exception {
        ImageId image = new ImageId("ami-1");
        List<PublishTarget> targets = List.of(
                new PublishTarget("eu-central-1", PublishTarget.State.DONE, Optional.of(image), "shared"),
                new PublishTarget("us-east-1", PublishTarget.State.FAILED, Optional.empty(), "no such key"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new PublishFailedException("b-1", image, targets, null));
        }
        ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        PublishFailedException read = (PublishFailedException) in.readObject();
        assertThat(read.targets()).isEqualTo(targets);
        assertThat(read.image()).isEqualTo(image);
        assertThat(read.cleanUp().left()).isEmpty();
    }
}
