import io.amibuilder.*
import io.amibuilder.cloud.*
import io.amibuilder.source.*
import java.nio.file.*
import io.amibuilder.testing.*
VirtualTime time = new VirtualTime()
System.out.println(AmiBuild.builder().source(Path.of(System.getProperty("source"))).version("1").baseImage(BaseImage.nameTag("base")).time(time).provider(SimulatedCloud.in(time)).build().run().image())
System.out.println("classes=" + java.lang.management.ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount())
/exit
