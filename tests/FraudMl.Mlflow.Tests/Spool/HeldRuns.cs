using System.Reflection;
using System.Threading.Channels;

namespace FraudMl.Mlflow.Tests;

/// <summary>A store that answers batches and ends as a test says, when it says so.</summary>
public sealed class HeldRuns
{
    private readonly Channel<string> _asked = Channel.CreateUnbounded<string>();

    public HeldRuns()
    {
        Runs = DispatchProxy.Create<IMlflowRuns, HeldCalls>();
        ((HeldCalls)(object)Runs).Owner = this;
    }

    public IMlflowRuns Runs { get; }

    /// <summary>What is answered.</summary>
    public Func<Task> Answer { get; set; } = () => Task.CompletedTask;

    /// <summary>Waits until the store is asked once more.</summary>
    public Task AskedAsync() => _asked.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>Whether the store was asked without anybody having waited for it.</summary>
    public bool IsAsked => _asked.Reader.TryPeek(out _);

    /// <summary>The calls themselves.</summary>
    public class HeldCalls : DispatchProxy
    {
        internal HeldRuns Owner { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Task answer = Owner.Answer();
            Owner._asked.Writer.TryWrite(targetMethod!.Name);
            return targetMethod.Name == nameof(IMlflowRuns.UpdateAsync) ? UpdateAsync(answer) : answer;
        }

        private static async Task<MlflowRunInfoAnswer> UpdateAsync(Task answer)
        {
            await answer;
            return null!;
        }
    }
}
