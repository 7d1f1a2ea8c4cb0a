using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FraudMl.Tests;

/// <summary>What a learner does before it learns.</summary>
internal enum Deed
{
    /// <summary>Nothing.</summary>
    Learn,

    /// <summary>It fails, with <see cref="DeedOptions.Text"/>.</summary>
    Fail,

    /// <summary>It waits until it is cancelled.</summary>
    Wait,

    /// <summary>It waits three seconds, cancelled or not.</summary>
    WaitDeaf,

    /// <summary>It waits until as many have come into the folder <see cref="DeedOptions.Text"/> as a multiple of three.</summary>
    Meet,

    /// <summary>It ends its process the first time, when the file <see cref="DeedOptions.Text"/> is not there.</summary>
    DieOnce,

    /// <summary>It ends its process.</summary>
    Die,

    /// <summary>It ends its process as native code does that finds itself broken.</summary>
    Abort,

    /// <summary>It counts the learners that came into the folder <see cref="DeedOptions.Text"/>; the third waits to be killed.</summary>
    WaitForKill,

    /// <summary>It takes memory and keeps it.</summary>
    Grow,
}

/// <summary>Options of a learner that can be data, for trials in other processes.</summary>
internal sealed record DeedOptions : ValidatedOptions
{
    public Deed Deed { get; init; }

    public string Text { get; init; } = "";

    public double Ridge { get; init; } = new NewtonOptions().Ridge;
}

/// <summary>A learner that does something and then learns.</summary>
[DefinedAs("deed-of-tests")]
internal sealed class DeedTrainer(DeedOptions options) : ITrainer
{
    private static readonly List<byte[]> Kept = [];

    public string Name => "Deed";

    public ValidatedOptions Options => options;

    public static FraudPipeline Pipeline(Deed deed, string text = "") =>
        Pipelines.With(new DeedTrainer(new DeedOptions { Deed = deed, Text = text }));

    public ITrainer With(ValidatedOptions other) => new DeedTrainer((DeedOptions)other);

    public ScoringModel Train(TrainingData data, TrainingContext context)
    {
        switch (options.Deed)
        {
            case Deed.Fail: throw new FraudMlException(options.Text);
            case Deed.Wait:
                context.CancellationToken.WaitHandle.WaitOne(TimeSpan.FromMinutes(1));
                context.CancellationToken.ThrowIfCancellationRequested();
                break;
            case Deed.WaitDeaf: Thread.Sleep(3000); break;
            case Deed.Meet: Meet(context.CancellationToken); break;
            case Deed.Die: Process.GetCurrentProcess().Kill(); break;
            case Deed.DieOnce when !File.Exists(options.Text):
                File.WriteAllText(options.Text, "");
                Process.GetCurrentProcess().Kill();
                break;
            case Deed.Abort: Abort(); break;
            case Deed.WaitForKill: WaitForKill(); break;
            case Deed.Grow: Grow(); break;
        }

        return new NewtonTrainer(new NewtonOptions { IterationCount = 6, Ridge = options.Ridge }).Train(data, context);
    }

    private static void Grow()
    {
        for (int i = 0; i < 200; i++)
        {
            byte[] block = new byte[16 << 20];
            Array.Fill(block, (byte)1);
            Kept.Add(block);
            Thread.Sleep(30);
        }
    }

    [DllImport("libc", EntryPoint = "abort")]
    private static extern void Abort();

    private void WaitForKill()
    {
        int before = Directory.GetFiles(options.Text).Length;
        // Whole before it is seen.
        string name = Path.Combine(options.Text, $"{before}"), draft = $"{options.Text}-draft";
        File.WriteAllText(draft, $"{Environment.ProcessId}");
        File.Move(draft, name);
        if (before == 2) Thread.Sleep(TimeSpan.FromMinutes(1));
    }

    private void Meet(CancellationToken cancellationToken)
    {
        File.WriteAllText(Path.Combine(options.Text, $"{Guid.NewGuid()}"), "");
        int Come() => Directory.GetFiles(options.Text).Length;
        int seats = (Come() + 2) / 3 * 3;
        // The winner is fitted by itself, after twelve folds.
        for (int i = 0; Come() < seats && seats <= 12; i++)
        {
            if (i == 3000) throw new FraudMlException("Fewer than three learn at once.");
            cancellationToken.WaitHandle.WaitOne(10);
        }
    }
}
