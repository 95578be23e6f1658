package io.amibuilder.aws;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where instances are launched and at what price: everything that does not decide what is in the image. */
record LaunchPlaces(
        List<String> instanceTypes,
        List<String> subnets,
        Purchase purchase,
        Optional<Tenancy> tenancy,
        Optional<String> placementGroup,
        Optional<CapacityReservation> capacityReservation,
        Optional<CreditMode> creditMode) {

    /** Best first: Spot before on-demand, then the types in their order, each in every subnet in its order. */
    List<LaunchPlace> in(String region) {
        return purchases()
                .flatMap(spot -> each(instanceTypes)
                        .flatMap(type -> each(subnets).map(subnet -> new LaunchPlace(region, subnet, type, spot))))
                .toList();
    }

    private Stream<Boolean> purchases() {
        return switch (purchase) {
            case ON_DEMAND -> Stream.of(false);
            case SPOT -> Stream.of(true);
            case SPOT_THEN_ON_DEMAND -> Stream.of(true, false);
        };
    }

    private static Stream<Optional<String>> each(List<String> values) {
        return values.isEmpty() ? Stream.of(Optional.empty()) : values.stream().map(Optional::of);
    }
}
