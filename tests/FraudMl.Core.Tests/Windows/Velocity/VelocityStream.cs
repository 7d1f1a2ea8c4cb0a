using CsCheck;

namespace FraudMl.Tests;

/// <summary>One thing that happens to a store: an event, maybe late or repeated, or a label that becomes known.</summary>
internal sealed record VelocityMessage(int Event, bool IsReport);

/// <summary>A made-up event.</summary>
internal sealed record VelocityPayment(long Time, string? Card, string? Shop, double Amount, bool IsFraud);

/// <summary>Random streams of events that arrive out of order, come twice and get their labels late.</summary>
internal sealed record VelocityStream(VelocityPayment[] Payments, VelocityMessage[] Messages, EntityWindows[] Windows)
{
    public const long Lateness = 40;

    private static readonly Gen<string?> Texts = Gen.Frequency((9, Gen.Int[0, 2].Select(i => (string?)$"e{i}")),
        (1, Gen.Const((string?)null)));

    private static readonly Gen<VelocityPayment> AnyPayment = Gen.Select(
        Gen.Int[0, 12], Texts, Texts, Gen.Frequency((9, Gen.Int[-500, 5000].Select(cents => cents / 100.0)), (1, Gen.Const(double.NaN))),
        Gen.Int[0, 3],
        (step, card, shop, amount, fraud) => new VelocityPayment(step, card, shop, amount, fraud == 0));

    public static Gen<VelocityStream> Any { get; } = Gen.Select(AnyPayment.Array[1, 45], Gen.Int,
        Gen.Select(Gen.Bool, Gen.Int[1, 60], Gen.Int[1, 60], Gen.Int[1, 40])).Select(
        (payments, seed, windows) =>
            Of(payments, new Random(seed), Definition(windows.Item1, windows.Item2, windows.Item3, windows.Item4)));

    private static VelocityStream Of(VelocityPayment[] payments, Random random, EntityWindows[] windows)
    {
        // Steps of 0 make ties; an event may arrive after others that are up to half the allowed lateness newer.
        long time = 0;
        for (int i = 0; i < payments.Length; i++) payments[i] = payments[i] with { Time = time += payments[i].Time };
        int[] arrivals = [.. Enumerable.Range(0, payments.Length).OrderBy(i => payments[i].Time + random.NextInt64(Lateness))
            .ThenBy(i => i)];
        var messages = new List<VelocityMessage>();
        foreach (int payment in arrivals)
        {
            messages.Add(new VelocityMessage(payment, false));
            if (random.Next(5) == 0) messages.Add(
                new VelocityMessage(messages[random.Next(Math.Max(0, messages.Count - 4), messages.Count)].Event, false));
            if (random.Next(3) == 0) messages.Add(new VelocityMessage(messages[random.Next(messages.Count)].Event, true));
        }

        return new VelocityStream(payments, [.. messages], windows);
    }

    private static EntityWindows[] Definition(bool includesCurrent, int one, int two, int delay)
    {
        TimeSpan[] windows = [TimeSpan.FromMicroseconds(one), TimeSpan.FromMicroseconds(one + two)];
        EntityWindows card = FraudMl.Velocity.Per("card").Over(windows).Count().Sum("amount").Mean("amount").StandardDeviation("amount")
            .Max("amount")
            .Distinct("shop").SinceLast().RatioToMean("amount");
        EntityWindows shop = FraudMl.Velocity.Per("shop").Over(windows).Delayed(TimeSpan.FromMicroseconds(delay)).Count().Risk()
            .Mean("amount").SinceLast().Distinct("card");
        EntityWindows pair = FraudMl.Velocity.Per("card", "shop").Over(windows[0]).Count().Max("amount");
        return includesCurrent ? [card.IncludingCurrent(), shop.IncludingCurrent(), pair.IncludingCurrent()] : [card, shop, pair];
    }
}
