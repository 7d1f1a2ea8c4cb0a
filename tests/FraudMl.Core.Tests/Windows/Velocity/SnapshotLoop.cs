namespace FraudMl.Tests;

/// <summary>The entry point of this assembly when it is started as a program: it saves a store again and again, or records events, until it
/// is killed.</summary>
internal static class SnapshotLoop
{
    public const string Command = "save-snapshots";
    public const int CardCount = 3000;

    private static void Main(string[] arguments)
    {
        if (arguments is [DurableEvents.Command, var directory]) DurableEvents.Record(directory);
        if (arguments is not [Command, var path]) return;
        var store = new VelocityStore([Velocity.Per("card").Over(TimeSpan.FromHours(1)).Count()]);
        var features = new double[1];
        for (int i = 0; i < CardCount * 5; i++)
            store.Observe(new VelocityEvent { Id = $"{i}", Timestamp = i, Texts = [$"card {i % CardCount}"] }, features);
        while (true) store.Save(path);
    }
}
