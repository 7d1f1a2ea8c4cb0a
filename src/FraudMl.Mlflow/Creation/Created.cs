namespace FraudMl.Mlflow;

/// <summary>Something that was created, and the way to what lost requests may yet make of the same creation.</summary>
internal sealed class Created<T>(T made, Func<Task>? deleteTwins)
{
    public T Made => made;

    /// <summary>Deletes what lost requests have made in the meantime; called when the thing is complete.</summary>
    public Task DeleteTwinsAsync() => deleteTwins?.Invoke() ?? Task.CompletedTask;
}
