using System.Globalization;
using FraudMl.Onnx;
using Xunit.Abstractions;

namespace FraudMl.Tests.TrainerContract;

/// <summary>Every learner of the package, in every mode, with every calibrator, scores the same in ONNX Runtime.</summary>
/// <remarks>Random rows, and rows with missing, infinite, subnormal and huge values and with the model's own thresholds.</remarks>
public sealed class TrainerOnnxTests(ITestOutputHelper output)
{
    private const double Bound = 1e-6;

    // ML.NET sums in 32-bit floats and so does the graph of its converter, in another order: the margin is known that well, and a curve may
    // be steep there.
    private static readonly Dictionary<string, double> MarginBounds = new() { ["FromMlNetTrainer"] = 1.0 / (1 << 20) };

    public static TheoryData<string, string> Modes
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string trainer in ContractTrainers.All)
            {
                foreach (string mode in TrainerModes.Choices(ContractTrainers.Of(trainer).Options)) data.Add(trainer, mode);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Modes))]
    public void A_learner_with_every_calibrator_gives_the_same_probabilities_in_ONNX_Runtime(string trainer, string mode)
    {
        ITrainer learner = ContractTrainers.Of(trainer);
        ScoringModel model = TrainerModes.In(learner, mode).Train(ContractData.Rows(4000), ContractData.Context());
        TrainingData unseen = ContractData.Rows(3000, seed: 5);
        FittedCalibrator[] calibrators = ParityCalibrators.Of(ContractData.Margins(model, unseen.Matrix), unseen.Labels.Span);
        FeatureMatrix rows = AdversarialRows.Of(model, ParityRows.Count);
        double[] margins = ContractData.Margins(model, rows);
        float[][] theirs = OnnxScores.Of(model, calibrators, rows);
        for (int i = 0; i < calibrators.Length; i++)
        {
            string who = $"{trainer} {mode}, {calibrators[i].GetType().Name}";
            double worst = Worst(calibrators[i], margins, theirs[i], MarginBounds.GetValueOrDefault(trainer), who);
            output.WriteLine($"| {trainer} {mode} | {calibrators[i].GetType().Name} | {worst.ToString("0.0e0", CultureInfo.InvariantCulture)} |");
        }
    }

    private static double Worst(FittedCalibrator calibrator, double[] margins, float[] theirs, double marginBound, string who)
    {
        double worst = 0;
        for (int row = 0; row < margins.Length; row++)
        {
            double ours = calibrator.Calibrate(margins[row]);
            double slack = marginBound * Math.Max(1, Math.Abs(margins[row]));
            double low = calibrator.Calibrate(margins[row] - slack), high = calibrator.Calibrate(margins[row] + slack);
            if (double.IsNaN(ours) != float.IsNaN(theirs[row]) || theirs[row] < low - Bound || theirs[row] > high + Bound)
                Assert.Fail($"{who}, row {row}, margin {margins[row]:R}: {ours:R} here and {theirs[row]:R} in ONNX Runtime");
            if (!double.IsNaN(ours)) worst = Math.Max(worst, Math.Abs(ours - theirs[row]));
        }

        return worst;
    }
}
