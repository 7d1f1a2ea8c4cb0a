namespace FraudMl.Tests.Training;

public sealed class BoostingLossTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(2.0)]
    public void Slope_and_curvature_of_the_focal_loss_are_its_derivatives(double gamma)
    {
        var loss = new FocalLoss(gamma);
        double Value(double margin) => -Math.Pow(LogOdds.ToProbability(-margin), gamma) * Math.Log(LogOdds.ToProbability(margin));
        foreach (double margin in new[] { -0.5, 0.0, 0.7, 3.0 })
        {
            const double h = 1e-4;
            (double slope, double curvature) = loss.At(margin, true);
            slope.ShouldBe((Value(margin + h) - Value(margin - h)) / (2 * h), 1e-6);
            curvature.ShouldBe((Value(margin + h) - (2 * Value(margin)) + Value(margin - h)) / (h * h), 1e-5);
        }
    }

    [Fact]
    public void Slope_of_the_expected_cost_is_its_derivative_and_costs_tell_the_classes_apart()
    {
        var loss = new ExpectedCostLoss(MissedFraud: 30, FalseAlarm: 10);
        double Value(double margin, double cost) => cost / 20 * LogOdds.ToProbability(-margin);
        foreach (double margin in new[] { -3.0, 0.0, 0.7 })
        {
            loss.At(margin, true).Slope.ShouldBe((Value(margin + 1e-5, 30) - Value(margin - 1e-5, 30)) / 2e-5, 1e-8);
            loss.At(margin, false).Slope.ShouldBe((Value(margin + 1e-5, 10) - Value(margin - 1e-5, 10)) / 2e-5, 1e-8);
        }
    }

    [Fact]
    public void Curvatures_are_above_0_however_wrong_or_right_a_row_is()
    {
        foreach (BoostingLoss loss in new BoostingLoss[] { new FocalLoss(2), new ExpectedCostLoss(100, 1) })
        {
            foreach (double margin in new[] { -800, -40, -5, 0, 5, 40, 800.0 })
            {
                (double slope, double curvature) = loss.At(margin, true);
                curvature.ShouldBeGreaterThan(0);
                double.IsFinite(slope).ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void Weights_multiply_and_the_sign_follows_the_label()
    {
        var data = new TrainingData(new FeatureMatrix([0, 0], 2, [new FeatureColumn("F", "F")]),
            new[] { true, false }) { Weights = new[] { 2f, 3f } };
        var gradients = new float[2];
        var curvatures = new float[2];
        new FocalLoss(0).Derivatives([0, 0], data, positiveWeight: 5, gradients, curvatures);
        gradients.ShouldBe([-5f, 1.5f]);
        curvatures.ShouldBe([2.5f, 0.75f]);
    }
}
