namespace FraudMl.Tool.Tests.Given;

/// <summary>An output whose first line can be waited for.</summary>
internal sealed class FirstLine : StringWriter
{
    private readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string> Line => _line.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        _line.TrySetResult(value ?? "");
    }
}
