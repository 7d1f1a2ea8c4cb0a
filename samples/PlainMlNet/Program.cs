using System.Globalization;
using FraudMl;
using Microsoft.ML;
using Microsoft.ML.Data;
using PlainMlNet;

// A resampler from FraudMl on a trainer of ML.NET: rows are resampled while it is fitted, never while it scores.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var ml = new MLContext(seed: 1);
IDataView payments = ml.Data.LoadFromEnumerable(Payment.Generate(20_000, seed: 1));
var features = ml.Transforms.Concatenate("Features", nameof(Payment.Amount), nameof(Payment.Hour), nameof(Payment.Distance))
    .Append(ml.Transforms.NormalizeMeanVariance("Features"));

PriorShift? shift = null;
var trainer = ml.BinaryClassification.Trainers.LbfgsLogisticRegression(labelColumnName: nameof(Payment.IsFraud))
    .WithResampling(Resamplers.Smote(new() { TargetRatio = 0.1 }), onResampled: rows => shift = rows.Shift);

// ML.NET's own cross-validation: each fold trains on resampled rows and validates on rows as they are.
foreach (var fold in ml.BinaryClassification.CrossValidate(payments, features.Append(trainer), numberOfFolds: 5,
    labelColumnName: nameof(Payment.IsFraud)))
    Console.WriteLine($"fold {fold.Fold}: "
        + $"ROC-AUC {fold.Metrics.AreaUnderRocCurve:0.000}, {fold.Metrics.ConfusionMatrix.Counts.Sum(row => row.Sum()):0} rows as they "
        + $"are");

// The model is ML.NET's; whoever loads it needs no FraudMl.
var model = features.Append(trainer).Fit(payments);
string file = Path.Combine(Path.GetTempPath(), "plain-mlnet-fraud.zip");
ml.Model.Save(model, payments.Schema, file);
ITransformer loaded = ml.Model.Load(file, out _);
double[] margins = [.. loaded.Transform(payments).GetColumn<float>("Score").Select(score => (double)score)];
Console.WriteLine($"frauds: {payments.GetColumn<bool>(nameof(Payment.IsFraud)).Count(fraud => fraud) / 20_000.0:P2} of the payments");
Console.WriteLine($"mean probability as trained: {margins.Average(Probability):P2}; moved back by the prior "
    + $"shift: {margins.Average(margin => Probability(margin + shift!.LogOddsOffset)):P2}");

static double Probability(double margin) => 1 / (1 + Math.Exp(-margin));
